package dev.waymark.daemon.converge;

import dev.waymark.daemon.report.SourceStanding;
import dev.waymark.daemon.resolve.Finding;
import dev.waymark.daemon.source.Wanted;
import dev.waymark.daemon.source.disk.RejectedRoots.Rejection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say after a pass of the loop.
 *
 * @param outcome of the last run of the steps towards the target
 * @param confirmed what was proven last; null: nothing was
 * @param rejected what was taken back, the newest last
 * @param attachFailures at TCX, by interface: a sentence each
 * @param earlyFailures likewise at XDP
 * @param drift what somebody else changed lately
 * @param findings what was found amiss beside what the target says of itself
 */
record Pass(
    SourceStanding source,
    Target target,
    Outcome outcome,
    @Nullable Wanted confirmed,
    List<Rejection> rejected,
    Map<String, String> attachFailures,
    Map<String, String> earlyFailures,
    List<String> drift,
    List<Finding> findings) {}
