package dev.waymark.daemon.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.json.Json;
import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;
import dev.waymark.daemon.explain.Explained.GenerationSaid;
import dev.waymark.daemon.explain.Explained.NextHopSaid;
import dev.waymark.daemon.explain.Explained.OutSaid;
import dev.waymark.daemon.explain.Explained.RouteSaid;
import dev.waymark.daemon.explain.Explained.RuleSaid;
import dev.waymark.dataplane.layout.Reason;
import dev.waymark.dataplane.layout.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a story reads. */
class ExplainedTextTest {
  private static final String ROOT = "k3f5aaaaaaaaaaaabbbb";

  @Test
  void aForwardedPacketIsTheWholeStory() {
    Explained told =
        new Explained(
            packet(64),
            "lan0",
            true,
            new GenerationSaid(7, ROOT, false, "0123456789abcdef"),
            Verdict.FAST,
            Reason.FAST_FORWARD,
            false,
            ReasonText.of(Reason.FAST_FORWARD),
            new RuleSaid("guests", "first", 100, "Lookup", 100),
            new RouteSaid(
                100,
                Prefix.parse("198.51.100.0/24"),
                "Unicast",
                "RouteTable edge",
                "via 10.0.1.1, via 10.0.2.1"),
            new NextHopSaid("10.0.1.1", "wan-a", 1, 17, 64, 32, "0x0000abd1"),
            new OutSaid(packet(63), "0x0", "aabb".repeat(40)),
            List.of());

    assertThat(ExplainedText.of(told))
        .isEqualTo(
            """
            packet      10.1.1.2 → 198.51.100.10, TCP 40000 → 443, TTL 64, 40 bytes, in by lan0
            generation  7, stable, commit 0123456789ab, root k3f5aaaaaaaa
            rule        RoutingPolicy guests, rule first, priority 100: Lookup table 100
            route       198.51.100.0/24 in table 100, RouteTable edge: via 10.0.1.1, via 10.0.2.1
            next hop    10.0.1.1 dev wan-a: bucket 17 of 64 by the flow's hash 0x0000abd1; it has 32 of them, weight 1
            path        Fast: TTL, checksum, straight to the neighbour
            out         10.1.1.2 → 198.51.100.10, TCP 40000 → 443, TTL 63, 40 bytes, mark 0x0
            hex         %s
                        %s
                        %s
            reason      FAST_FORWARD
            """
                .formatted("aabb".repeat(16), "aabb".repeat(16), "aabb".repeat(8)));
    assertThat(told.claimed()).isTrue();
  }

  @Test
  void whatIsNotKnownIsSaidInsteadOfGuessed() {
    Explained told =
        new Explained(
            packet(64),
            "lan0",
            false,
            new GenerationSaid(8, ROOT, true, null),
            Verdict.DROP,
            Reason.DROP_BLACKHOLE,
            true,
            ReasonText.of(Reason.DROP_BLACKHOLE),
            new RuleSaid(null, null, null, "Lookup", 100),
            new RouteSaid(100, null, "Blackhole", null, null),
            null,
            null,
            List.of("the state is gone"));

    assertThat(ExplainedText.of(told).lines().skip(1))
        .containsExactly(
            "generation  8, on trial, commit not known, root k3f5aaaaaaaa",
            "rule        a rule whose name is not known: Lookup table 100",
            "route       a prefix that is not known in table 100, Blackhole",
            "end         dropped: the route says Blackhole",
            "where       in the driver, at XDP",
            "reason      DROP_BLACKHOLE",
            "note        the state is gone");
    assertThat(told.claimed()).as("nothing is attached").isFalse();
    assertThat(Json.pretty(told)).doesNotContain("null");
  }

  private static PacketSummary packet(int ttl) {
    return new PacketSummary(
        Address.parse("10.1.1.2"),
        Address.parse("198.51.100.10"),
        "Tcp",
        40000,
        443,
        ttl,
        null,
        null,
        40);
  }
}
