/** The arrows between the folders, held by a test: who may know whom, and who may touch what. */
@NullMarked
package dev.waymark.e2e.architecture;

import org.jspecify.annotations.NullMarked;
