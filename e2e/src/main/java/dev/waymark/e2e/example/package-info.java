/**
 * The folders below {@code examples/}: the manifests that users copy, and the packets that show
 * what they do. Tests and demo read exactly these files; nothing is repeated in code.
 */
@NullMarked
package dev.waymark.e2e.example;

import org.jspecify.annotations.NullMarked;
