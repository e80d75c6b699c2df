/**
 * What the API's records say about their fields, as data.
 *
 * <p>Annotations on the records are read once into a {@link dev.waymark.api.schema.Schema}; the
 * published CRDs and the strict reading of YAML both walk that model, so a bound is written in one
 * place. A component is required unless it is {@code @Nullable} or a list or map; an absent list or
 * map is an empty one.
 */
@NullMarked
package dev.waymark.api.schema;

import org.jspecify.annotations.NullMarked;
