package dev.waymark.dataplane.differential;

import dev.waymark.dataplane.explain.Explanation;
import dev.waymark.dataplane.packet.Machine;
import dev.waymark.dataplane.packet.Ran;
import dev.waymark.dataplane.reference.Config;
import dev.waymark.dataplane.reference.Config.NextHop;
import dev.waymark.dataplane.reference.Config.Route;
import dev.waymark.dataplane.reference.FragmentMemory;
import dev.waymark.dataplane.reference.Outcome;
import dev.waymark.dataplane.reference.Outcome.Copy;
import dev.waymark.dataplane.reference.Outcome.Way;
import dev.waymark.dataplane.reference.Reason;
import dev.waymark.dataplane.reference.ReferencePath;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import dev.waymark.dataplane.reference.Seen.Flow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Compares what the live program and its twin made of a packet with what must come of it. One judge
 * serves one generation: it remembers where flows went, and which record stood for which route.
 */
public final class Judge {
  private final ReferencePath reference;
  private final long generation;
  private final Map<Flow, Integer> hashes = new HashMap<>();
  private final Map<Integer, Route> records = new HashMap<>();
  private final Map<Integer, Long> lost = new HashMap<>();

  /** Of a node that has seen these fragments. */
  public Judge(Config config, FragmentMemory fragments, long generation) {
    this.reference = new ReferencePath(config, fragments);
    this.generation = generation;
  }

  /** What is wrong; empty when all is as it must be. */
  public List<String> complaints(Arrival arrival, Ran live, Explanation trace) {
    Ran twin = Machine.ran(trace.run());
    Outcome outcome = reference.of(arrival);
    List<String> wrong = new ArrayList<>();
    compare(wrong, "the twin's return", -1, twin.returned());
    compare(wrong, "the twin's mark, which it must not touch", arrival.mark(), twin.mark());
    compare(wrong, "the twin's packet, which it must not touch", arrival.frame(), twin.packet());
    compare(wrong, "generation", generation, trace.generation());
    Way way = way(wrong, outcome, trace);
    compare(wrong, "reason", way.reason().name(), Reason.name(trace.reason().code()));
    compare(wrong, "verdict", way.reason().verdict().number, trace.verdict().code());
    compare(wrong, "return", way.returned(), live.returned());
    compare(wrong, "mark", hex(way.mark()), hex(live.mark()));
    compare(wrong, "packet", way.packet(), live.packet());
    List<Ran.Sent> copies =
        outcome.copies().stream()
            .filter(Copy::sent)
            .map(copy -> new Ran.Sent(copy.output().ifindex(), copy.frame()))
            .toList();
    compare(wrong, "copies", copies, live.copies());
    outcome.copies().stream()
        .filter(copy -> !copy.sent())
        .forEach(copy -> lost.merge(copy.reason().number, 1L, Long::sum));
    compare(wrong, "rule", outcome.rule(), trace.rule());
    compare(wrong, "tries", outcome.tries(), trace.tries());
    Route route = outcome.route();
    if (route != null) {
      compare(wrong, "table", outcome.table(), trace.table());
      Route known = records.putIfAbsent(trace.route(), route);
      if (trace.route() == 0 || (known != null && !known.equals(route))) {
        wrong.add("route record " + trace.route() + " is " + known + ", not " + route);
      }
    }
    return wrong;
  }

  /** Copies of multicast packets that were rightly not sent, by reason. */
  public Map<Integer, Long> lost() {
    return Map.copyOf(lost);
  }

  private Way way(List<String> wrong, Outcome outcome, Explanation trace) {
    if (outcome.nextHops().isEmpty()) {
      return outcome.ways().getFirst();
    }
    Flow flow = Objects.requireNonNull(outcome.flow());
    if (outcome.nextHops().size() > 1) {
      Integer known = hashes.putIfAbsent(flow, trace.hash());
      if (known != null && known != trace.hash()) {
        wrong.add("hash: " + hex(known) + " before, now " + hex(trace.hash()) + " for " + flow);
      }
    }
    for (int i = 0; i < outcome.nextHops().size(); i++) {
      NextHop hop = outcome.nextHops().get(i);
      if (hop.ifindex() == trace.ifindex()) {
        return outcome.ways().get(i);
      }
    }
    wrong.add("output interface " + trace.ifindex() + " is in none of " + outcome.nextHops());
    return outcome.ways().getFirst();
  }

  private static void compare(List<String> wrong, String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      wrong.add(what + ": expected " + expected + ", was " + actual);
    }
  }

  private static String hex(int value) {
    return "0x" + Integer.toHexString(value);
  }
}
