/**
 * The published custom resource definitions, derived from the records: the YAML that users apply is
 * never written by hand.
 *
 * <p>No schema carries a default, every list, map and text is bounded, and the same records give
 * the same bytes.
 */
@NullMarked
package dev.waymark.api.crd;

import org.jspecify.annotations.NullMarked;
