package dev.waymark.e2e.bench.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Rules to classify by, and packets of which few match any: each has the source of one rule and the
 * destination of another. A packet that matches nothing is the dearest one to whoever asks the
 * rules in turn.
 *
 * @param name says how many, of which fields
 */
public record RuleTable(String name, List<Row> rows) {

  private static final int DSCP = 64;
  private static final int PORTS = 0xffff;

  public RuleTable {
    rows = List.copyOf(rows);
  }

  /**
   * A rule. Fields that it does not ask for hold everything.
   *
   * @param from a /24, by its first address
   * @param to likewise
   * @param protocol -1: any
   * @param markMask 0: any mark
   */
  public record Row(
      int from,
      int to,
      int dscp,
      int protocol,
      int sourcePort,
      int lastSourcePort,
      int destinationPort,
      int lastDestinationPort,
      int mark,
      int markMask) {

    private boolean matches(long hi, long lo) {
      int sourceOfPacket = (int) (lo >>> 48);
      int destinationOfPacket = (int) (lo >>> 32) & 0xffff;
      return ((int) (hi >>> 32) & 0xffffff00) == from
          && ((int) hi & 0xffffff00) == to
          && ((lo >>> 8) & 63) == dscp
          && (protocol < 0 || (lo & 0xff) == protocol)
          && sourceOfPacket >= sourcePort
          && sourceOfPacket <= lastSourcePort
          && destinationOfPacket >= destinationPort
          && destinationOfPacket <= lastDestinationPort
          && ((((int) (lo >>> 16) & 0xffff) ^ mark) & markMask) == 0;
    }
  }

  /** Rules that ask for source, destination, interface and DSCP; or for all fields. */
  public static RuleTable of(int rules, boolean allFields) {
    var random = new SplittableRandom(rules);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < rules; i++) {
      int from = 10 << 24 | random.nextInt(1 << 16) << 8;
      int to = 172 << 24 | 16 << 16 | random.nextInt(1 << 12) << 8;
      int dscp = random.nextInt(DSCP);
      int source = 1 + random.nextInt(PORTS);
      int destination = 1 + random.nextInt(PORTS);
      rows.add(
          allFields
              ? new Row(
                  from,
                  to,
                  dscp,
                  17,
                  source,
                  source + random.nextInt(PORTS + 1 - source),
                  destination,
                  destination,
                  random.nextInt(256),
                  0xff)
              : new Row(from, to, dscp, -1, 0, PORTS, 0, PORTS, 0, 0));
    }
    return new RuleTable(
        "%d rule%s of %s fields".formatted(rules, rules == 1 ? "" : "s", allFields ? "all" : "4"),
        rows);
  }

  /** Packets: source and destination, then ports, mark, DSCP and protocol. */
  public Trace packets(int size) {
    var random = new SplittableRandom(19);
    var trace = new Trace(name, new long[size], new long[size]);
    for (int i = 0; i < size; i++) {
      Row one = rows.get(random.nextInt(rows.size()));
      Row other = rows.get(random.nextInt(rows.size()));
      trace.hi()[i] =
          (long) (one.from | random.nextInt(256)) << 32
              | Integer.toUnsignedLong(other.to | random.nextInt(256));
      trace.lo()[i] =
          (long) (1 + random.nextInt(PORTS)) << 48
              | (long) other.destinationPort << 32
              | random.nextLong(1 << 16) << 16
              | (long) random.nextInt(DSCP) << 8
              | 17;
    }
    return trace;
  }

  /** The first rule that each packet matches, by asking in turn; their number if there is none. */
  public int[] answers(Trace packets) {
    int[] answers = new int[packets.size()];
    for (int i = 0; i < answers.length; i++) {
      int rule = 0;
      while (rule < rows.size() && !rows.get(rule).matches(packets.hi()[i], packets.lo()[i])) {
        rule++;
      }
      answers[i] = rule;
    }
    return answers;
  }
}
