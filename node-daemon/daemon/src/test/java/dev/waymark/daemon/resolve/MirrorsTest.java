package dev.waymark.daemon.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.DesiredMirror;
import dev.waymark.compiler.model.DesiredMirror.Allowed;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.Hop;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.Way;
import dev.waymark.compiler.text.StateText;
import dev.waymark.daemon.resolve.KernelWay.KernelHop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MirrorsTest {

  private static final Owner BGP = Owner.of("RouteTable", "bgp");
  private static final Owner EDGE = Owner.of("RouteTable", "edge");
  private static final int BIRD = 12;

  private final Mirrors mirrors = new Mirrors(KeptRoutes.NOWHERE);

  @Test
  void bringWhatTheKernelsTableHoldsWithWeightsMetricsAndTypes() {
    assertThat(
            brought(
                mirror(10),
                kernel("10.0.0.0/8", unicast(BIRD, 32, hop("10.2.0.9", 3), hop("10.2.0.8", 1))),
                kernel("10.1.0.0/16", plain(RouteType.Blackhole, BIRD)),
                kernel("10.2.0.0/16", unicast(186, 0, new KernelHop(null, 3, 1)))))
        .containsExactly(
            "10.0.0.0/8 metric 32 nexthop via 10.2.0.8 dev wan0 onlink nexthop via 10.2.0.9 dev wan0 weight 3 onlink",
            "blackhole 10.1.0.0/16",
            "10.2.0.0/16 dev wan0");
  }

  @Test
  void passOverOtherProtocolsPrefixesOutsideAllowAndWhatOnlyTheKernelCanSay() {
    DesiredMirror mirror =
        new DesiredMirror(
            254,
            BGP,
            "bird",
            100,
            List.of(BIRD),
            List.of(new Allowed(Prefix.parse("10.0.0.0/8"), 16)),
            10,
            true,
            List.of());
    assertThat(
            brought(
                mirror,
                kernel("10.1.0.0/16", plain(RouteType.Throw, BIRD)),
                kernel("10.1.1.0/24", plain(RouteType.Throw, BIRD)),
                kernel("10.2.0.0/16", plain(RouteType.Throw, 4)),
                kernel(
                    "10.3.0.0/16", new KernelWay(null, true, BIRD, 0, List.of(), null, 0, false)),
                kernel(
                    "10.4.0.0/16",
                    new KernelWay(RouteType.Throw, false, BIRD, 0, List.of(), null, 0, true)),
                kernel("192.0.2.0/24", plain(RouteType.Throw, BIRD))))
        .containsExactly("throw 10.1.0.0/16");
  }

  @Test
  void keepTheLastGoodContentWhenThereIsMoreThanTheyMayBring() {
    List<Row> two =
        List.of(
            kernel("10.1.0.0/16", plain(RouteType.Throw, BIRD)),
            kernel("10.2.0.0/16", plain(RouteType.Throw, BIRD)));
    DesiredMirror one = mirror(1);
    assertThat(brought(one, two.getFirst())).hasSize(1);

    assertThat(brought(one, two.getFirst(), two.getLast())).containsExactly("throw 10.1.0.0/16");
    assertThat(mirrors.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.owner()).isEqualTo(BGP);
          assertThat(finding.reason()).isEqualTo(Reason.TooManyRoutes);
          assertThat(finding.message())
              .contains("kernel table 100 brings 2 routes", "the last good 1 stay");
        });

    assertThat(brought(one, two.getLast())).containsExactly("throw 10.2.0.0/16");
    assertThat(mirrors.findings()).isEmpty();
  }

  @Test
  void orBringNothingWhereThatWasDeclared() {
    DesiredMirror refusing =
        new DesiredMirror(254, BGP, "bird", 100, List.of(), all(), 1, false, List.of());
    Row first = kernel("10.1.0.0/16", plain(RouteType.Throw, BIRD));
    assertThat(brought(refusing, first)).hasSize(1);
    assertThat(brought(refusing, first, kernel("10.2.0.0/16", plain(RouteType.Throw, BIRD))))
        .isEmpty();
    assertThat(mirrors.findings()).hasSize(1);
  }

  @Test
  void winOrYieldByThePublishedOrderAndBothAreTold() {
    DesiredTable declared =
        DesiredTable.builder(254)
            .add(Prefix.parse("10.1.0.0/16"), way(EDGE, 32))
            .add(Prefix.parse("10.2.0.0/16"), way(BGP, 32))
            .add(Prefix.parse("10.3.0.0/16"), way(EDGE, 7))
            .build();
    Row[] rows = {
      kernel("10.1.0.0/16", unicast(BIRD, 32, hop("10.2.0.9", 1))),
      kernel("10.2.0.0/16", unicast(BIRD, 32, hop("10.2.0.9", 1))),
      kernel("10.3.0.0/16", unicast(BIRD, 32, hop("10.2.0.9", 1)))
    };
    // The mirror's owner comes first: its own declared route, then its mirror, then the other's.
    assertThat(complete(List.of(declared), mirror(10), rows))
        .containsExactly(
            "10.1.0.0/16 via 10.2.0.9 dev wan0 onlink metric 32",
            "10.2.0.0/16 via 10.2.0.5 metric 32",
            "10.3.0.0/16 via 10.2.0.5 metric 7",
            "10.3.0.0/16 via 10.2.0.9 dev wan0 onlink metric 32");
    assertThat(mirrors.findings())
        .extracting(Finding::owner, Finding::reason)
        .containsExactly(tuple(EDGE, Reason.LostConflict), tuple(BGP, Reason.WonConflict));

    assertThat(complete(List.of(declared), mirror(10).yieldingTo(List.of(EDGE)), rows))
        .contains("10.1.0.0/16 via 10.2.0.5 metric 32");
    assertThat(mirrors.findings())
        .extracting(Finding::owner, Finding::reason)
        .containsExactly(tuple(BGP, Reason.LostConflict), tuple(EDGE, Reason.WonConflict));
  }

  private List<String> brought(DesiredMirror mirror, Row... rows) {
    return complete(List.of(), mirror, rows);
  }

  private List<String> complete(List<DesiredTable> declared, DesiredMirror mirror, Row... rows) {
    DesiredState state =
        new DesiredState(declared, List.of(), List.of(), List.of(), List.of(mirror), List.of());
    return StateText.of(mirrors.complete(state, facts(rows)))
        .lines()
        .filter(line -> line.startsWith("  "))
        .map(line -> line.replaceFirst("  #.*", "").strip())
        .toList();
  }

  private static NodeFacts facts(Row... rows) {
    NodeFacts node =
        NodeFixture.node().up(2, "lan0", "10.1.0.1/24").up(3, "wan0", "10.2.0.1/24").facts();
    List<KernelWay> ways = new ArrayList<>();
    long[] hi = new long[rows.length];
    byte[] length = new byte[rows.length];
    int[] way = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      hi[i] = rows[i].to.hi();
      length[i] = (byte) rows[i].to.length();
      way[i] = i;
      ways.add(rows[i].way);
    }
    KernelTable table = new KernelTable(Family.V4, hi, new long[rows.length], length, way, ways);
    return new NodeFacts(
        node.interfaces(),
        node.addresses(),
        node.main(),
        node.local(),
        new KernelTables(Map.of(new KernelTables.Key(100, Family.V4), table)),
        node.silent());
  }

  private record Row(Prefix to, KernelWay way) {}

  private static Row kernel(String to, KernelWay way) {
    return new Row(Prefix.parse(to), way);
  }

  private static DesiredMirror mirror(int maxRoutes) {
    return new DesiredMirror(254, BGP, "bird", 100, List.of(), all(), maxRoutes, true, List.of());
  }

  private static List<Allowed> all() {
    return List.of(new Allowed(Prefix.parse("0.0.0.0/0"), 32));
  }

  private static KernelWay unicast(int protocol, long metric, KernelHop... hops) {
    return new KernelWay(RouteType.Unicast, false, protocol, metric, List.of(hops), null, 0, false);
  }

  private static KernelWay plain(RouteType type, int protocol) {
    return new KernelWay(type, false, protocol, 0, List.of(), null, 0, false);
  }

  private static KernelHop hop(String gateway, int weight) {
    return new KernelHop(Address.parse(gateway), 3, weight);
  }

  private static Way way(Owner owner, long metric) {
    return new Way(
        RouteType.Unicast,
        metric,
        List.of(new Hop(Address.parse("10.2.0.5"), null, 1, false, false)),
        0,
        null,
        false,
        null,
        owner);
  }
}
