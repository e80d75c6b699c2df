package dev.waymark.libbpf.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.libbpf.testing.FdLeakExtension;
import dev.waymark.libbpf.testing.NeedsBpf;
import dev.waymark.libbpf.testing.TestNamespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@NeedsBpf
@ExtendWith(FdLeakExtension.class)
class NetlinkEventsTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int FLOOD = 60_000;

  private TestNamespace here;

  @BeforeEach
  void aHost() {
    here = TestNamespace.create("events");
  }

  @AfterEach
  void nothingIsLeft() {
    here.close();
  }

  @Test
  void aLinkThatComesAndGoesIsTold() {
    try (NetlinkEvents events = subscribe(NetlinkGroup.LINKS)) {
      here.ip("link add east type veth peer name west");
      assertThat(await(events, e -> e instanceof NetlinkEvent.Changed c && named(c, "east")))
          .isTrue();
      here.ip("link delete east");
      assertThat(
              await(
                  events,
                  e -> e instanceof NetlinkEvent.Removed(Link link) && link.name().equals("east")))
          .isTrue();
    }
  }

  @Test
  void aPortThatLeavesItsBridgeIsNoLinkThatGoes() {
    here.ip("link add east type veth peer name west");
    here.ip("link add bridge type bridge");
    here.ip("link set west master bridge");
    try (NetlinkEvents events = subscribe(NetlinkGroup.LINKS)) {
      here.ip("link set west nomaster");
      List<NetlinkEvent> seen = new ArrayList<>();
      NetlinkEvent event = events.next(SOON);
      while (event != null) {
        seen.add(event);
        event = events.next(Duration.ofMillis(200));
      }
      assertThat(seen).isNotEmpty().noneMatch(e -> e instanceof NetlinkEvent.Removed);
    }
  }

  @Test
  void addressesRoutesRulesAndNeighboursAreToldInBothFamilies() {
    here.ip("link add east type veth peer name west");
    here.ip("link set east up");
    here.ip("link set west up");
    int east = here.ifindex("east");
    try (NetlinkSocket netlink = here.call(NetlinkSocket::open);
        NetlinkEvents events =
            subscribe(
                NetlinkGroup.ADDRESSES,
                NetlinkGroup.ROUTES,
                NetlinkGroup.RULES,
                NetlinkGroup.NEIGHBOURS)) {
      for (String text : List.of("192.0.2.1", "2001:db8::1")) {
        IpAddress address = IpAddress.parse(text);
        List<KernelObject.Changeable> objects =
            List.of(
                Address.of(east, address, address.family().bits()).withoutDuplicateDetection(),
                Route.to(address, address.family().bits())
                    .inTable(300)
                    .ofType(RouteType.UNREACHABLE),
                Rule.lookup(address.family(), 500, 300),
                Neighbour.permanent(east, address, "02:00:00:00:00:02"));
        for (KernelObject.Changeable object : objects) {
          netlink.add(object);
          assertThat(
                  await(
                      events,
                      e ->
                          e instanceof NetlinkEvent.Changed(KernelObject found)
                              && found.getClass() == object.getClass()))
              .as("%s", object)
              .isTrue();
        }
        netlink.delete(objects.get(1));
        assertThat(await(events, e -> e instanceof NetlinkEvent.Removed(Route route))).isTrue();
      }
    }
  }

  @Test
  void aForwardingSettingThatChangesIsTold() {
    here.ip("link add east type veth peer name west");
    int east = here.ifindex("east");
    here.run("sysctl", "-qw", "net.ipv4.conf.east.rp_filter=0", "net.ipv4.ip_forward=0");
    here.run("sysctl", "-qw", "net.ipv6.conf.all.forwarding=0");
    try (NetlinkEvents events = subscribe(NetlinkGroup.SETTINGS)) {
      here.run("sysctl", "-qw", "net.ipv4.conf.east.rp_filter=1");
      assertThat(await(events, e -> isSetting(e, IpFamily.V4, east, null, 1))).isTrue();
      here.run("sysctl", "-qw", "net.ipv4.ip_forward=1");
      assertThat(await(events, e -> isSetting(e, IpFamily.V4, NetworkSetting.ALL, true, null)))
          .isTrue();
      here.run("sysctl", "-qw", "net.ipv6.conf.all.forwarding=1");
      assertThat(await(events, e -> isSetting(e, IpFamily.V6, NetworkSetting.ALL, true, null)))
          .isTrue();
    }
  }

  private static boolean isSetting(
      NetlinkEvent event,
      IpFamily family,
      int ifindex,
      @Nullable Boolean forwarding,
      @Nullable Integer reversePathFilter) {
    return event instanceof NetlinkEvent.Changed(KernelObject object)
        && object.equals(new NetworkSetting(family, ifindex, forwarding, reversePathFilter));
  }

  @Test
  void eventsThatWereLostAreToldAsAnOverrunAndTheStreamGoesOn() {
    here.ip("link set lo up");
    try (NetlinkSocket netlink = here.call(NetlinkSocket::open);
        NetlinkEvents events = subscribe(NetlinkGroup.ROUTES, NetlinkGroup.RULES)) {
      NetlinkBatch batch = netlink.batch();
      for (int i = 0; i < FLOOD; i++) {
        batch.add(
            Route.to(new IpAddress(IpFamily.V4, (0x0a000000L + i) << 32, 0), 32)
                .inTable(300)
                .ofType(RouteType.BLACKHOLE));
      }
      assertThat(batch.finish()).isEmpty();
      assertThat(await(events, e -> e instanceof NetlinkEvent.Overrun)).isTrue();
      netlink.add(Rule.lookup(IpFamily.V4, 500, 300));
      assertThat(await(events, e -> e instanceof NetlinkEvent.Changed(Rule rule))).isTrue();
    }
  }

  @Test
  void closingEndsTheWaitOfAnotherThread() throws Exception {
    NetlinkEvents events = subscribe(NetlinkGroup.LINKS);
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    Thread reader = Thread.ofPlatform().start(() -> ended.complete(events.next() == null));
    events.close();
    events.close();
    assertThat(ended.get(5, TimeUnit.SECONDS)).isTrue();
    reader.join();
    assertThat(events.next()).isNull();
  }

  @Test
  void patienceIsKept() {
    try (NetlinkEvents events = subscribe(NetlinkGroup.LINKS)) {
      assertThat(events.next(Duration.ofMillis(20))).isNull();
    }
  }

  private NetlinkEvents subscribe(NetlinkGroup... groups) {
    return here.call(() -> NetlinkEvents.subscribe(groups));
  }

  private static boolean named(NetlinkEvent.Changed event, String name) {
    return event.object() instanceof Link link && link.name().equals(name);
  }

  private static boolean await(NetlinkEvents events, Predicate<NetlinkEvent> wanted) {
    NetlinkEvent event = events.next(SOON);
    while (event != null && !wanted.test(event)) {
      event = events.next(SOON);
    }
    return event != null;
  }
}
