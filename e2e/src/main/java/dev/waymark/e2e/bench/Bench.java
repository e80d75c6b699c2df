package dev.waymark.e2e.bench;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.bench.tables.NestedPrefixes;
import dev.waymark.e2e.bench.tables.RealPrefixes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * {@code make bench}: prints a table and writes {@code target/bench.json}. The first argument is
 * the folder of real prefixes; further ones choose sections: {@code lookup4}, {@code lookup6},
 * {@code load}, {@code readback}, {@code rules}, {@code xdp}, {@code forwarding}, {@code packets},
 * {@code tcp}, {@code latency}, {@code counting}, {@code node}.
 */
public final class Bench {

  /** A part of the table. */
  private enum Section {
    LOOKUP4,
    LOOKUP6,
    LOAD,
    READBACK,
    RULES,
    XDP,
    FORWARDING,
    PACKETS,
    TCP,
    LATENCY,
    COUNTING,
    NODE
  }

  private static final int MILLION = 1_000_000;
  private static final int DENSE_V6 = 200_000;

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      System.err.println("bench: name the folder of real prefixes (.make/bench-data prints it)");
      System.exit(2);
    }
    Path data = Path.of(arguments[0]);
    var sections = new ArrayList<Section>();
    for (int i = 1; i < arguments.length; i++) {
      sections.add(Section.valueOf(arguments[i].toUpperCase(Locale.ROOT)));
    }
    if (sections.isEmpty()) {
      sections.addAll(List.of(Section.values()));
    }

    var figures = new ArrayList<Figure>();
    Consumer<Figure> report =
        figure -> {
          figures.add(figure);
          Report.line(System.out, figure);
        };
    Report.heading(System.out);
    for (Section section : sections) {
      switch (section) {
        case LOOKUP4 -> {
          LookupBench.run(
              RealPrefixes.read("real-v4", Family.V4, data.resolve("asn-ipv4-num.csv")),
              true,
              report);
          LookupBench.run(NestedPrefixes.v4(MILLION), false, report);
        }
        case LOOKUP6 -> {
          LookupBench.run(
              RealPrefixes.read("real-v6", Family.V6, data.resolve("asn-ipv6-num.csv")),
              true,
              report);
          LookupBench.run(NestedPrefixes.v6(DENSE_V6), false, report);
        }
        case LOAD -> LoadBench.run(NestedPrefixes.v4(MILLION), report);
        case READBACK -> ReadBackBench.run(NestedPrefixes.v4(MILLION), report);
        case RULES -> {
          RulesBench.run(report);
          FilterBench.run(report);
        }
        case XDP -> EarlyBench.run(report);
        case FORWARDING -> ForwardingBench.run(NestedPrefixes.v4(MILLION), report);
        case PACKETS -> PacketRateBench.run(report);
        case TCP -> TcpBench.run(report);
        case LATENCY -> LatencyBench.run(report);
        case COUNTING -> CountingBench.run(report);
        case NODE -> {
          NodeBench.few(report);
          NodeBench.many(NestedPrefixes.v4(MILLION), report);
        }
      }
    }
    Path json = Path.of("target", "bench.json");
    Report.json(json, figures);
    long missed = figures.stream().filter(figure -> !figure.met()).count();
    System.out.printf(
        "%n%d figures, %d goals not met; a ratio says how many times better Waymark is, by the"
            + " medians of one run. %s%n",
        figures.size(), missed, json);
  }
}
