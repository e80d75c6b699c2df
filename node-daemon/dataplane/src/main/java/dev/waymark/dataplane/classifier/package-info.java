/**
 * Rules as a bit-vector classifier: constant time in the number of rules.
 *
 * <p>Each field's value belongs to a class, each class has a bitmap of the rules it satisfies, and
 * the lowest bit of their conjunction is the first rule that matches. {@link
 * dev.waymark.dataplane.classifier.FieldClasses} makes classes and bitmaps, field by field and each
 * by its own kind of value; {@link dev.waymark.dataplane.classifier.ClassifierWriter} puts them
 * into shared memory. A new field is a constant of {@code RuleField}, a component of {@link
 * dev.waymark.dataplane.classifier.Match} and its classes; nothing else changes shape.
 */
@NullMarked
package dev.waymark.dataplane.classifier;

import org.jspecify.annotations.NullMarked;
