package dev.waymark.cli.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;
import dev.waymark.cli.fixture.Readme;
import dev.waymark.cli.fixture.Roots;
import dev.waymark.compiler.Facts;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.select.NodeFacts;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RouteSearchTest {

  private static final DesiredState STATE =
      Roots.compile(
              new Facts(
                  List.of(new NodeFacts("n1", Map.of())), List.of(Prefix.parse("10.96.0.0/12"))),
              """
              apiVersion: waymark.dev/v1alpha1
              kind: RouteTable
              metadata: {name: edge}
              spec:
                tableId: 254
                nodeSelector: {}
                routes:
                - {to: 0.0.0.0/0, via: [{gateway: 10.0.1.2}], metric: 10}
                - {to: 0.0.0.0/0, via: [{gateway: 10.0.2.2}], metric: 20}
                - {to: 198.51.100.0/24, via: [{gateway: 10.0.1.2, weight: 3}, {gateway: 10.0.2.2}]}
                - {to: 198.51.100.128/25, type: Blackhole}
                - {to: 10.96.0.10/32, via: [{gateway: 10.0.1.2}], force: true}
                - {to: "2001:db8::/32", via: [{gateway: "fe80::1", interface: lan0}]}
              """,
              """
              apiVersion: waymark.dev/v1alpha1
              kind: RouteTable
              metadata: {name: guests}
              spec:
                tableId: 100
                nodeSelector: {}
                routes:
                - {to: 198.51.0.0/16, via: [{gateway: 10.0.2.2}]}
              """)
          .state("n1");

  private static List<String> longest(String address) {
    return new RouteSearch(STATE, OptionalInt.empty())
        .longest(Address.parse(address)).stream().map(one -> one.table() + ": " + one).toList();
  }

  @Test
  void everyRouteReadsAsIpWritesIt() {
    assertThat(RouteText.of(new RouteSearch(STATE, OptionalInt.empty()).all()))
        .isEqualTo(Readme.sample("kubectl waymark route n1"));
  }

  @Test
  void theLongestPrefixOfEachTableIsShown() {
    assertThat(longest("198.51.100.200"))
        .containsExactly(
            "100: 198.51.0.0/16 via 10.0.2.2  # RouteTable guests",
            "254: blackhole 198.51.100.128/25  # RouteTable edge");
  }

  @Test
  void allMetricsOfThatPrefixAreShownTheWinnerFirst() {
    assertThat(longest("192.0.2.1"))
        .containsExactly(
            "254: 0.0.0.0/0 via 10.0.1.2 metric 10  # RouteTable edge",
            "254: 0.0.0.0/0 via 10.0.2.2 metric 20  # RouteTable edge");
  }

  @Test
  void oneTableMayBeAskedAlone() {
    assertThat(new RouteSearch(STATE, OptionalInt.of(100)).longest(Address.parse("198.51.100.200")))
        .hasSize(1);
    assertThat(new RouteSearch(STATE, OptionalInt.of(7)).all()).isEmpty();
  }

  @Test
  void aPrefixShowsItselfAndWhatLiesInIt() {
    assertThat(new RouteSearch(STATE, OptionalInt.of(254)).within(Prefix.parse("198.51.100.0/24")))
        .extracting(one -> one.to().toString())
        .containsExactly("198.51.100.0/24", "198.51.100.128/25");
  }

  @Test
  void aProtectedPrefixIsTheKernelsUnlessANarrowerRouteInsists() {
    RouteSearch search = new RouteSearch(STATE, OptionalInt.empty());
    assertThat(search.shield(Address.parse("10.96.0.11"))).contains(Prefix.parse("10.96.0.0/12"));
    assertThat(search.shield(Address.parse("10.96.0.10"))).isEmpty();
    assertThat(search.shield(Address.parse("192.0.2.1"))).isEmpty();
  }
}
