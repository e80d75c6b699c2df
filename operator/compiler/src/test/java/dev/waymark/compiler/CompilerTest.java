package dev.waymark.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.Action;
import dev.waymark.api.v1alpha1.ActionType;
import dev.waymark.api.v1alpha1.LabelSelector;
import dev.waymark.api.v1alpha1.Match;
import dev.waymark.api.v1alpha1.Route;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.RouteTableSpec;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.api.v1alpha1.RoutingPolicy;
import dev.waymark.api.v1alpha1.RoutingPolicySpec;
import dev.waymark.api.v1alpha1.Rule;
import dev.waymark.compiler.diagnostic.Diagnostic;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.select.NodeFacts;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the strict reading of YAML would not let through, and what is too large for a scenario file.
 */
class CompilerTest {
  private static final LabelSelector ALL = LabelSelector.everything();
  private static final LabelSelector NORTH = new LabelSelector(Map.of("site", "north"), List.of());

  private static final Facts FACTS =
      new Facts(
          List.of(
              new NodeFacts("n1", Map.of("site", "north")),
              new NodeFacts("n2", Map.of("site", "north")),
              new NodeFacts("s1", Map.of())),
          List.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "255 > spec.tableId: 255 is the kernel's local table; to deliver a destination to this host write a route with type: Local in table 254",
        "0 > spec.tableId: 0 is no table but the kernel's word for all of them; write 254 for the main table",
        "256 > spec.tableId: 256 is no table; write 1 to 254",
      })
  void theKernelsTablesAreRefusedWithAHint(int table, String sentence) {
    Compilation compilation = compile(List.of(table("t", table, ALL, 1)), List.of());

    assertThat(compilation.diagnostics())
        .extracting(Diagnostic::sentence)
        .containsExactly(sentence);
    assertThat(compilation.refusesAny()).isTrue();
    assertThat(compilation.state("n1").tables()).isEmpty();
  }

  @Test
  void nodesOfOneClassShareOneState() {
    Compilation compilation =
        compile(
            List.of(table("a", 1, ALL, 3), table("b", 1, ALL, 2), table("c", 1, NORTH, 4)),
            List.of());

    assertThat(compilation.state("n1")).isSameAs(compilation.state("n2"));
    assertThat(compilation.state("s1")).isNotEqualTo(compilation.state("n1"));
    assertThat(report(compilation, "RouteTable", "c").nodes()).containsExactly("n1", "n2");
    assertThat(report(compilation, "RouteTable", "c").routes()).isEqualTo(4);
  }

  @Test
  void classesShareATableThatTheyBothHold() {
    Compilation compilation =
        compile(
            List.of(table("a", 1, ALL, 3), table("b", 1, ALL, 2), table("c", 2, NORTH, 4)),
            List.of());

    assertThat(compilation.state("s1").table(1).orElseThrow())
        .isSameAs(compilation.state("n1").table(1).orElseThrow());
  }

  @Test
  void aResourceDeclaredTwiceIsRefusedAndTheOthersServe() {
    Compilation compilation =
        compile(
            List.of(table("a", 1, ALL, 1), table("a", 1, ALL, 2), table("b", 2, ALL, 1)),
            List.of());

    assertThat(compilation.diagnostics())
        .extracting(Diagnostic::toString)
        .containsExactly(
            "RouteTable a: metadata.name: RouteTable a is declared 2 times; keep one, or give the others a name of their own");
    assertThat(compilation.state("n1").tables()).extracting(t -> t.id()).containsExactly(2);
  }

  @Test
  void aResourceWithoutSpecIsRefused() {
    RouteTable bare = table("bare", 1, ALL, 1);
    bare.setSpec(null);

    assertThat(compile(List.of(bare), List.of()).diagnostics())
        .extracting(Diagnostic::sentence)
        .containsExactly("spec: is missing");
  }

  @Test
  void rulesBeyondTheLimitRefuseTheLastPolicyWhereItDoesNotFit() {
    List<RoutingPolicy> policies =
        new ArrayList<>(
            IntStream.range(0, 15)
                .mapToObj(i -> policy("p" + (10 + i), i + 1, ALL, 64, null))
                .toList());
    policies.add(policy("q-north", 100, NORTH, 64, null));
    policies.add(policy("r-everywhere", 200, ALL, 64, null));

    Compilation compilation = compile(List.of(), policies);

    assertThat(compilation.state("n1").rules()).hasSize(1024);
    assertThat(compilation.state("s1").rules()).hasSize(1024);
    assertThat(compilation.diagnostics())
        .extracting(Diagnostic::toString)
        .containsExactly(
            "RoutingPolicy r-everywhere: spec.rules: with the policies before it they are more than 1024 rules on node n1 and 1 more; remove rules, or select fewer nodes");
  }

  @Test
  void rulesOfOneFamilyCountInThatFamilyOnly() {
    List<RoutingPolicy> policies = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      policies.add(policy("v4-" + (10 + i), 1, ALL, 64, "10.0.0.0/8"));
      policies.add(policy("v6-" + (10 + i), 1, ALL, 64, "2001:db8::/32"));
    }

    Compilation compilation = compile(List.of(), policies);

    assertThat(compilation.diagnostics()).isEmpty();
    assertThat(compilation.state("n1").rules()).hasSize(2048);
  }

  @Test
  void aNodeThatIsNotInTheFactsHoldsNothing() {
    assertThat(compile(List.of(table("a", 1, ALL, 1)), List.of()).state("unknown").routes())
        .isZero();
  }

  private static Compilation compile(List<RouteTable> tables, List<RoutingPolicy> policies) {
    return Compiler.compile(new Inputs(tables, policies, List.of(), List.of()), FACTS);
  }

  private static ResourceReport report(Compilation compilation, String kind, String name) {
    return Objects.requireNonNull(compilation.reports().get(Owner.of(kind, name)));
  }

  /** Different names bring different routes. */
  private static RouteTable table(String name, int id, LabelSelector nodes, int routes) {
    List<Route> list = new ArrayList<>();
    for (int i = 0; i < routes; i++) {
      Prefix to = Prefix.parse("10." + (int) name.charAt(0) + "." + i + ".0/24");
      list.add(new Route(to, RouteType.Blackhole, null, List.of(), null, null, null, null, null));
    }
    RouteTable table = new RouteTable();
    table.setMetadata(new ObjectMetaBuilder().withName(name).build());
    table.setSpec(new RouteTableSpec(id, null, nodes, list, List.of(), null, List.of(), null));
    return table;
  }

  private static RoutingPolicy policy(
      String name, int priority, LabelSelector nodes, int rules, @Nullable String from) {
    Match match =
        from == null
            ? null
            : new Match(
                List.of(Prefix.parse(from)),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                null,
                List.of());
    RoutingPolicy policy = new RoutingPolicy();
    policy.setMetadata(new ObjectMetaBuilder().withName(name).build());
    policy.setSpec(
        new RoutingPolicySpec(
            priority,
            nodes,
            IntStream.range(0, rules)
                .mapToObj(i ->
                    new Rule(
                        "r" + i,
                        null,
                        match,
                        null,
                        null,
                        null,
                        null,
                        new Action(ActionType.Drop, null, null)))
                .toList()));
    return policy;
  }
}
