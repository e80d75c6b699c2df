package dev.waymark.e2e.bench;

import dev.waymark.bpf.BpfObject.Bench;
import dev.waymark.dataplane.classifier.AttachedInterface;
import dev.waymark.dataplane.classifier.MarkBits;
import dev.waymark.dataplane.classifier.Match;
import dev.waymark.dataplane.classifier.Rule;
import dev.waymark.dataplane.classifier.Transport;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.ForwardingPath;
import dev.waymark.dataplane.layout.RuleAction;
import dev.waymark.dataplane.layout.SourceCheck;
import dev.waymark.e2e.bench.tables.RuleTable;
import dev.waymark.libbpf.BpfMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One packet classified: the product's classifier against the same rules asked in turn, in BPF. Of
 * both, every answer counts towards a sum that must be the right one.
 */
final class RulesBench {

  private static final int ROUNDS = 5;
  private static final int LOOPBACK = 1;
  static final int[] SIZES = {1, 16, 128, 1024};

  private RulesBench() {}

  static void run(Consumer<Figure> report) throws Exception {
    for (boolean allFields : new boolean[] {false, true}) {
      for (int size : SIZES) {
        try (var store = StoreUnderTest.create("rules")) {
          report.accept(measure(store, RuleTable.of(size, allFields)));
        }
      }
    }
  }

  private static Figure measure(StoreUnderTest store, RuleTable table) {
    Commit commit = store.dataplane().begin();
    commit.interfaces(
        List.of(new AttachedInterface(LOOPBACK, ForwardingPath.KERNEL, SourceCheck.OFF, 14)));
    commit.rules(Family.V4, rules(table));
    store.publish(commit);
    double[] ours = new double[ROUNDS];
    double[] theirs = new double[ROUNDS];
    try (BpfMap map = store.map();
        var loops = RuleLoops.over(map)) {
      long right = loops.prepare(table, LOOPBACK);
      for (int round = -1; round < ROUNDS; round++) {
        double classified = nanos(loops, Bench.CLASSIFY, right);
        double asked = nanos(loops, Bench.LINEAR, right);
        if (round >= 0) {
          ours[round] = classified;
          theirs[round] = asked;
        }
      }
    }
    return Figure.against("classification by " + table.name(), "ns", ours, "asked in turn", theirs);
  }

  private static double nanos(RuleLoops loops, String program, long right) {
    LookupLoops.Round took = loops.run(program);
    if (took.sum() != right) {
      throw new IllegalStateException(program + " gave a wrong answer");
    }
    return took.nanos();
  }

  private static List<Rule> rules(RuleTable table) {
    List<Rule> rules = new ArrayList<>();
    for (RuleTable.Row row : table.rows()) {
      boolean ports = row.protocol() >= 0;
      Match match =
          new Match(
              List.of(prefix(row.from(), 24)),
              List.of(prefix(row.to(), 24)),
              Set.of(LOOPBACK),
              Set.of(row.dscp()),
              ports
                  ? new Transport(
                      Set.of(row.protocol()),
                      List.of(new Transport.PortRange(row.sourcePort(), row.lastSourcePort())),
                      List.of(
                          new Transport.PortRange(
                              row.destinationPort(), row.lastDestinationPort())),
                      List.of())
                  : Transport.ANY,
              ports ? new MarkBits(row.mark(), row.markMask()) : null);
      rules.add(new Rule(RuleAction.PASS, 0, 0, 0, match));
    }
    return rules;
  }

  static Match.Prefix prefix(int address, int length) {
    return new Match.Prefix(Integer.toUnsignedLong(address) << 32, 0, length);
  }
}
