package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.api.yaml.ManyRoutes;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.testing.LongRun;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * As many commits as an hour can bring: a daemon looks at its repository every two seconds. They
 * come as fast as they are served, in rounds that end where they began; so what the daemon takes
 * after each round must stay, once it is warm.
 */
@NeedsBpf
@Tag("long")
class AnHourOfChangesTest {
  private static final int COMMITS = 1800;
  private static final int MANY = 60_000;

  /** This part of the rounds warms up: classes, compiled code, the store's one growth. */
  private static final double WARM_UP = 0.2;

  private static final int KIB = 1024;

  /** One round; each line is a commit, or happens beside the next one. */
  private final List<Change> round =
      List.of(
          net -> main(net, "{gateway: 10.0.1.1}", "{gateway: \"2001:db8:a::1\"}"),
          net -> main(net, "{gateway: 10.0.2.1}", "{gateway: \"2001:db8:b::1\"}"),
          net -> main(net, BOTH, BOTH6),
          net -> net.repository().write("policy.yaml", policy(3, 100)),
          net -> net.repository().write("policy.yaml", policy(60, 100)),
          net -> net.repository().write("policy.yaml", policy(60, 50)),
          net -> net.repository().write("many.yaml", ManyRoutes.manifest(MANY, "10.0.1.1")),
          net -> net.repository().write("many.yaml", ManyRoutes.manifest(MANY / 2, "10.0.2.1")),
          net -> net.repository().remove("policy.yaml").remove("many.yaml"),
          net -> {
            net.lab().router().ip("link set wan-b down");
            net.repository().write("policy.yaml", policy(1, 10));
          },
          net -> {
            net.lab().router().ip("link set wan-b up");
            net.repository().remove("policy.yaml");
          },
          net -> main(net, "{gateway: 10.0.1.1}", "{gateway: \"2001:db8:a::1\"}"));

  private static final String BOTH =
      "{gateway: 10.0.1.1, interface: wan-a, weight: 3},"
          + " {gateway: 10.0.2.1, interface: wan-b, optional: true}";
  private static final String BOTH6 =
      "{gateway: \"2001:db8:a::1\", interface: wan-a, weight: 3},"
          + " {gateway: \"2001:db8:b::1\", interface: wan-b, optional: true}";

  /** Something that becomes another desired state. */
  private interface Change {
    void make(RoutedLab net);
  }

  @Test
  void takeNoMoreOfTheMachineAtTheirEnd() {
    int rounds = Math.max(5, LongRun.scaled(COMMITS) / round.size());
    List<NodeUse> uses = new ArrayList<>();
    try (var net = RoutedLab.serving("hour", Settings.FAST, "static-routes")) {
      long before = net.daemon().report().storeBytes();
      for (int i = 0; i < rounds; i++) {
        for (int step = 0; step < round.size(); step++) {
          round.get(step).make(net);
          String commit = net.repository().commit("Round %d, change %d".formatted(i, step));
          net.daemon().lookNow();
          net.daemon().awaitServing(commit);
        }
        assertThat(net.ping(Family.V4, Lab.SERVER).allAnswered()).isTrue();
        assertThat(net.ping(Family.V6, Lab.SERVER).allAnswered()).isTrue();
        uses.add(NodeUse.of(net.daemon(), net.lab().directory().resolve("state")));
      }
      assertThat(net.daemon().report().storeBytes()).as("grew").isGreaterThan(before);
    }
    List<NodeUse> warm = uses.subList((int) (rounds * WARM_UP), rounds);
    String result =
        "%,d commits in %d rounds: heap %s, maps %s, store %s, disk %s, descriptors %s"
            .formatted(
                rounds * round.size(),
                rounds,
                flat(warm, "heap", NodeUse::heapBytes, 0.03),
                flat(warm, "maps", NodeUse::mapBytes, 0),
                flat(warm, "store", NodeUse::usedBytes, 0.01),
                flat(warm, "disk", NodeUse::diskBytes, 0.05),
                flat(warm, "descriptors", NodeUse::descriptors, 0));
    LongRun.result("an hour of changes", result);
  }

  /** Requires that the line through the samples rises by no more than this part of their mean. */
  private static String flat(
      List<NodeUse> uses, String what, ToLongFunction<NodeUse> of, double part) {
    Trend trend = new Trend(uses.stream().map(of::applyAsLong).toList());
    assertThat(trend.rise())
        .as("%s over %d rounds: %s", what, uses.size(), trend.samples())
        .isLessThanOrEqualTo(part * trend.mean() + 1e-6);
    return trend.mean() < KIB
        ? "%.0f (%+.1f)".formatted(trend.mean(), trend.rise())
        : "%,.0f KiB (%+,.1f)".formatted(trend.mean() / KIB, trend.rise() / KIB);
  }

  private static void main(RoutedLab net, String via, String via6) {
    net.repository()
        .write(
            "edge.yaml",
            RoutedLab.mainTable(
                """
                - {to: 198.51.100.0/24, via: [%s]}
                - {to: "2001:db8:100::/48", via: [%s]}
                """
                    .formatted(via, via6)));
  }

  /** So many rules that concern nobody here. */
  private static String policy(int rules, int priority) {
    var text =
        new StringBuilder(
            """
            apiVersion: waymark.dev/v1alpha1
            kind: RoutingPolicy
            metadata: {name: others}
            spec:
              priority: %d
              nodeSelector: {}
              rules:
            """
                .formatted(priority));
    IntStream.range(0, rules)
        .forEach(i ->
            text.append(
                ("  - {name: r%d, match: {from: [172.16.%d.0/24], protocol: Tcp,"
                        + " destinationPorts: [{from: %d}]}, action: {type: Drop}}\n")
                    .formatted(i, i, 1000 + i)));
    return text.toString();
  }
}
