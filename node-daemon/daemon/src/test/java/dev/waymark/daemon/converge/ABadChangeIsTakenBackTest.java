package dev.waymark.daemon.converge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.daemon.report.NodeReport;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A probe that answered before a change and does not since has the change taken back. */
@NeedsBpf
class ABadChangeIsTakenBackTest {
  private static final String GOOD = "- {to: 10.50.0.0/24, via: [{gateway: 10.2.0.2}]}";

  /** Nobody has this address. */
  private static final String BAD = "- {to: 10.50.0.0/24, via: [{gateway: 10.2.0.99}]}";

  private static final String HALF_BAD =
      "- {to: 10.50.0.0/24, via: [{gateway: 10.2.0.2}, {gateway: 10.2.0.99}]}";

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: p, type: Icmp, target: 10.50.0.1, timeout: 200ms}",
        "{name: p, type: Tcp, target: 10.50.0.1, port: 80, timeout: 200ms}",
        "{name: p, type: Http, target: 10.50.0.1, timeout: 200ms}"
      })
  void whateverKindOfProbe(String probe) throws Exception {
    try (RunningNode node = RunningNode.create("bad", "Kernel", folder)) {
      HttpServer http = serveHttp(node);
      try {
        String probes = "probes: [" + probe + "]";
        AtomicInteger published = new AtomicInteger();
        node.start((step, root) -> published.addAndGet(step == CommitStep.PUBLISH ? 1 : 0));
        node.awaitProven(node.commitTable(GOOD, probes));

        Condition why = node.awaitRolledBack(node.commitTable(BAD, probes));

        assertThat(why.reason()).isEqualTo("ProbeFailed");
        assertThat(why.message()).contains("probe p of RouteTable edge", "10.50.0.1", "by wan0");
        assertThat(node.pings("10.50.0.1")).as("what served before serves on").isTrue();
        int after = published.get();
        node.router.ip("addr add 10.3.0.1/24 dev wan0");
        node.router.ip("addr del 10.3.0.1/24 dev wan0");
        assertThat(node.pings("10.50.0.1")).isTrue();
        assertThat(node.awaitRolledBack(node.repository.head())).isNotNull();

        node.awaitProven(
            node.commitTable(GOOD + "\n- {to: 10.51.0.0/24, via: [{gateway: 10.2.0.2}]}", probes));
        assertThat(node.pings("10.51.0.1")).isTrue();
        assertThat(published.get()).as("tried once, then left alone").isGreaterThan(after);
      } finally {
        http.stop(0);
      }
    }
  }

  @Test
  void alsoIfOnlyOneOfSeveralNextHopsIsDead() {
    try (RunningNode node = RunningNode.create("half", "Kernel", folder)) {
      String probes = "probes: [{name: p, type: Icmp, target: 10.50.0.1, timeout: 200ms}]";
      node.start(StepListener.NONE);
      node.awaitProven(node.commitTable(GOOD, probes));

      Condition why = node.awaitRolledBack(node.commitTable(HALF_BAD, probes));

      assertThat(why.reason()).isEqualTo("ProbeFailed");
      assertThat(node.pings("10.50.0.1")).isTrue();
    }
  }

  @Test
  void alsoInATableThatOnlyARuleAsks() {
    try (RunningNode node = RunningNode.create("rule", "Kernel", folder)) {
      node.repository.write(
          "policy.yaml",
          """
          apiVersion: waymark.dev/v1alpha1
          kind: RoutingPolicy
          metadata: {name: clients}
          spec:
            priority: 100
            nodeSelector: {}
            rules:
            - {name: all, match: {from: [10.1.0.0/24]}, action: {type: Lookup, tableId: 100}}
          """);
      node.start(StepListener.NONE);
      node.awaitProven(commitTable100(node, GOOD));
      assertThat(node.pings("10.50.0.1")).isTrue();

      Condition why = node.awaitRolledBack(commitTable100(node, BAD));

      assertThat(why.reason()).isEqualTo("ProbeFailed");
      assertThat(node.pings("10.50.0.1")).isTrue();
    }
  }

  private static String commitTable100(RunningNode node, String route) {
    return node.repository
        .write(
            "edge.yaml",
            """
            apiVersion: waymark.dev/v1alpha1
            kind: RouteTable
            metadata: {name: edge}
            spec:
              tableId: 100
              nodeSelector: {}
              probes: [{name: p, type: Icmp, target: 10.50.0.1, timeout: 200ms}]
              routes:
              %s
            """
                .formatted(route))
        .commit(route);
  }

  @Test
  void aBlackholeIsToldAsSuch() {
    try (RunningNode node = RunningNode.create("hole", "Kernel", folder)) {
      String probes = "probes: [{name: p, type: Icmp, target: 10.50.0.1, timeout: 200ms}]";
      node.start(StepListener.NONE);
      node.awaitProven(node.commitTable(GOOD, probes));

      Condition why =
          node.awaitRolledBack(node.commitTable("- {to: 10.50.0.0/24, type: Blackhole}", probes));

      assertThat(why.message()).contains("BLACKHOLE");
      assertThat(node.pings("10.50.0.1")).isTrue();
    }
  }

  @Test
  void butNotForAProbeThatNeverAnswered() {
    try (RunningNode node = RunningNode.create("silent", "Kernel", folder)) {
      String probes =
          "probes: [{name: gone, type: Tcp, target: 10.50.0.1, port: 9, timeout: 100ms}]";
      node.start(StepListener.NONE);

      NodeReport report = node.awaitProven(node.commitTable(GOOD, probes));

      Condition degraded = RunningNode.condition(report, ConditionType.Degraded);
      assertThat(degraded.reason()).isEqualTo("ProbeFailed");
      assertThat(degraded.message()).contains("probe gone of RouteTable edge", "10.50.0.1:9");
      assertThat(node.pings("10.50.0.1")).isTrue();
    }
  }

  @Test
  void andWhatServesGoesOnFollowingTheNode() {
    try (RunningNode node = RunningNode.create("follow", "Kernel", folder)) {
      String probes = "probes: [{name: p, type: Icmp, target: 10.50.0.1, timeout: 200ms}]";
      node.start(StepListener.NONE);
      node.awaitProven(node.commitTable(GOOD, probes));
      String bad = node.commitTable(BAD, probes);
      node.awaitRolledBack(bad);

      node.router.ip("link set wan0 down");
      node.await("the route is withdrawn", r -> r.capacity().nextHops() == 0);
      node.router.ip("link set wan0 up");
      node.await("the route is back", r -> r.capacity().nextHops() == 1);

      assertThat(node.pings("10.50.0.1")).isTrue();
      assertThat(node.awaitRolledBack(bad).reason()).isEqualTo("ProbeFailed");
    }
  }

  private static HttpServer serveHttp(RunningNode node) throws Exception {
    HttpServer http =
        node.server.call(() -> HttpServer.create(new InetSocketAddress("10.50.0.1", 80), 16));
    http.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    http.start();
    return http;
  }
}
