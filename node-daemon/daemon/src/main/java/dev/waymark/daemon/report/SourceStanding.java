package dev.waymark.daemon.report;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.daemon.report.NodeReport.SourceReport;
import org.jspecify.annotations.Nullable;

/**
 * How the source stands to what serves.
 *
 * @param revision the newest that it names, usable or not; null while none was seen
 * @param reason why it is not Current, or AsDeclared
 */
public record SourceStanding(SourceReport report, @Nullable String revision, Reason reason) {}
