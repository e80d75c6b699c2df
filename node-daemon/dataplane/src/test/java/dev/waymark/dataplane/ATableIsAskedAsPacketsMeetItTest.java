package dev.waymark.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.RouteType;
import dev.waymark.dataplane.nexthop.Group;
import dev.waymark.dataplane.nexthop.NextHop;
import dev.waymark.dataplane.nexthop.Route;
import dev.waymark.dataplane.readback.TableLookup.Hop;
import dev.waymark.dataplane.readback.TableLookup.Met;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One address is asked of one table, under the generation that packets see. */
@NeedsBpf
class ATableIsAskedAsPacketsMeetItTest {
  private static final byte[] TEN_ONE = {10, 1, 0, 1};
  private static final byte[] TEN_TWO = {10, 2, 0, 1};
  private static final NextHop FIRST = NextHop.via(3, new byte[] {10, 0, 0, 1}, 1500, 4, 0, 1);
  private static final NextHop SECOND = NextHop.via(5, new byte[] {10, 0, 0, 2}, 1500, 8, 0, 2);

  @RegisterExtension final PinnedDataplane pinned = new PinnedDataplane(1 << 20, 1 << 20);

  @Test
  void everyNextHopOfARouteIsTold() {
    Group both = new Group(List.of(new Group.Member(FIRST, 3), new Group.Member(SECOND, 1)));
    publish(1, 0x0a010000, Route.unicast(both, 0, 0));

    Met met = pinned.get().lookup().find(7, TEN_ONE).orElseThrow();

    assertThat(met.type()).isEqualTo(RouteType.UNICAST);
    assertThat(met.hops()).containsExactlyInAnyOrder(new Hop(3, 4), new Hop(5, 8));
    assertThat(pinned.get().lookup().find(7, TEN_TWO)).isEmpty();
    assertThat(pinned.get().lookup().find(254, TEN_ONE)).isEmpty();
  }

  @Test
  void theAnswerFollowsThePublicationAndTheRollback() {
    publish(1, 0x0a010000, Route.unicast(Group.of(FIRST), 0, 0));
    pinned.get().confirm();
    publish(2, 0x0a010000, Route.of(RouteType.BLACKHOLE, 0, 0));
    assertThat(pinned.get().lookup().find(7, TEN_ONE).orElseThrow())
        .isEqualTo(new Met(RouteType.BLACKHOLE, 0, List.of()));

    pinned.get().rollBack();

    assertThat(pinned.get().lookup().find(7, TEN_ONE).orElseThrow().hops())
        .containsExactly(new Hop(3, 4));
    assertThat(pinned.restart().lookup().find(7, TEN_ONE).orElseThrow().hops())
        .as("also by a restart that does not know the routes yet")
        .containsExactly(new Hop(3, 4));
  }

  private void publish(int number, long prefix, Route route) {
    Commit commit = pinned.get().begin();
    commit.put(7, Family.V4, prefix << 32, 0, 16, commit.route(route));
    pinned.get().publish(commit, Sample.digest(number));
  }
}
