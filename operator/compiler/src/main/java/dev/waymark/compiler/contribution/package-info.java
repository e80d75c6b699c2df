/**
 * What one resource brings, judged by itself: its own table or rules, or the findings that refuse
 * it. Nothing here knows of other resources, so one bad resource harms no other.
 *
 * <p>Start at {@link dev.waymark.compiler.contribution.TableContribution} and {@link
 * dev.waymark.compiler.contribution.ServedFields}.
 */
@NullMarked
package dev.waymark.compiler.contribution;

import org.jspecify.annotations.NullMarked;
