/** Every example runs, on both paths, and does what its folder says. */
@NullMarked
package dev.waymark.e2e.example;

import org.jspecify.annotations.NullMarked;
