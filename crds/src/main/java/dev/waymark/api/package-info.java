/** The API. */
@NullMarked
package dev.waymark.api;

import org.jspecify.annotations.NullMarked;
