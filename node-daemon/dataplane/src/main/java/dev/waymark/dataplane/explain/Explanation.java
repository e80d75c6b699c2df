package dev.waymark.dataplane.explain;

import dev.waymark.dataplane.layout.Reason;
import dev.waymark.dataplane.layout.TraceLayout;
import dev.waymark.dataplane.layout.Verdict;
import dev.waymark.libbpf.TestRun;
import java.nio.ByteBuffer;

/**
 * What became of one packet. Numbers are 0 where the packet did not come that far.
 *
 * @param generation number of the generation that decided
 * @param rule 1 + index of the rule whose action was taken, in its family's list
 * @param route handle of the route
 * @param group index of the group
 * @param nextHop index of the next hop
 * @param ifindex of the output interface
 * @param mark what the packet's mark became
 * @param tries lookups of rules
 * @param hash of the flow
 * @param toNode whether the packet is for the node itself, and so met the rules that are
 * @param run the packet and its mark as the live program would let them go on; the link-layer
 *     header is the kernel's to write
 */
public record Explanation(
    long generation,
    Verdict verdict,
    Reason reason,
    int rule,
    int table,
    int route,
    int group,
    int bucket,
    int nextHop,
    int ifindex,
    int mark,
    int tries,
    int hash,
    boolean toNode,
    TestRun.Result run) {

  /** Reads a trace. */
  public static Explanation of(ByteBuffer trace, TestRun.Result run) {
    return new Explanation(
        trace.getLong(TraceLayout.GENERATION),
        Verdict.of(trace.getInt(TraceLayout.VERDICT)),
        Reason.of(trace.getInt(TraceLayout.REASON)),
        trace.getInt(TraceLayout.RULE),
        trace.getInt(TraceLayout.TABLE),
        trace.getInt(TraceLayout.ROUTE),
        trace.getInt(TraceLayout.GROUP),
        trace.getInt(TraceLayout.BUCKET),
        trace.getInt(TraceLayout.NEXT_HOP),
        trace.getInt(TraceLayout.IFINDEX),
        trace.getInt(TraceLayout.MARK),
        trace.getInt(TraceLayout.TRIES),
        trace.getInt(TraceLayout.HASH),
        trace.getInt(TraceLayout.OWN) != 0,
        run);
  }
}
