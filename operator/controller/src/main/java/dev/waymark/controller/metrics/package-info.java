/**
 * What the operator measures, and whether it is alive: {@link
 * dev.waymark.controller.metrics.OperatorMetric} lists it all, METRICS.md describes it. A name or
 * label in the list is a promise. Beside them stand the operator SDK's own, {@code operator_sdk_…}.
 */
@NullMarked
package dev.waymark.controller.metrics;

import org.jspecify.annotations.NullMarked;
