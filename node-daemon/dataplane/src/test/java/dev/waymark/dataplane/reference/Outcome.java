package dev.waymark.dataplane.reference;

import dev.waymark.dataplane.reference.Config.NextHop;
import dev.waymark.dataplane.reference.Config.Route;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import dev.waymark.dataplane.reference.Seen.Flow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that must come of one packet.
 *
 * @param rule 1 + the index of the rule whose action was taken; 0: none
 * @param table the table that the route was found in; 0: none
 * @param nextHops those that the packet may take, empty unless it takes one. Which of several it is
 *     the flow decides: packets of one {@code flow} take the same
 * @param ways what must come of it with each of them, in the same order; one when there are none
 * @param copies what must come of a copy for each output, of a multicast packet
 */
public record Outcome(
    int rule,
    int table,
    int tries,
    @Nullable Route route,
    List<NextHop> nextHops,
    List<Way> ways,
    @Nullable Flow flow,
    List<Copy> copies) {

  /** Of a packet that is not copied. */
  Outcome(
      int rule,
      int table,
      int tries,
      @Nullable Route route,
      List<NextHop> nextHops,
      List<Way> ways,
      @Nullable Flow flow) {
    this(rule, table, tries, route, nextHops, ways, flow, List.of());
  }

  /**
   * A copy for one output.
   *
   * @param reason FAST_MULTICAST if it is sent; else why it is not
   * @param frame as it is sent, its Ethernet header included
   */
  public record Copy(NextHop output, Reason reason, Bytes frame) {
    public boolean sent() {
      return reason == Reason.FAST_MULTICAST;
    }
  }

  /** The same, but that what is dropped is dropped without having been changed. */
  Outcome droppedAsItCame(Arrival arrival) {
    List<Way> asItCame =
        ways.stream()
            .map(way ->
                way.reason().verdict() == Reason.Verdict.DROP && !way.answered()
                    ? new Way(way.reason(), arrival.mark(), arrival.frame())
                    : way)
            .toList();
    return new Outcome(rule, table, tries, route, nextHops, asItCame, flow, copies);
  }

  /**
   * The end of a packet.
   *
   * @param mark of the packet afterwards
   * @param packet its bytes afterwards
   * @param answered what is dropped has become an answer to its sender
   */
  public record Way(Reason reason, int mark, Bytes packet, boolean answered) {
    /** Without an answer. */
    public Way(Reason reason, int mark, Bytes packet) {
      this(reason, mark, packet, false);
    }

    /** What the program returns; -1 lets the kernel go on. */
    public int returned() {
      return answered ? Reason.FAST_FORWARD.returned() : reason.returned();
    }
  }
}
