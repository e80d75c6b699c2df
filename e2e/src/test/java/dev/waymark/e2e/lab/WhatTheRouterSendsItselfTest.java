package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.Ping;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The router's own ping, curl and kernel sockets, which no program of ours sees going out. */
@NeedsBpf
class WhatTheRouterSendsItselfTest {
  private static final Dual WAN_A = new Dual("10.0.1.2", "2001:db8:a::2");
  private static final Dual WAN_B = new Dual("10.0.2.2", "2001:db8:b::2");
  private static final Duration SOON = Duration.ofSeconds(10);

  @ParameterizedTest
  @EnumSource
  void followsTable254WithTheAddressOfTheWayOut(Family family) {
    try (var net = RoutedLab.serving("own", Settings.KERNEL, "default-route")) {
      Lab lab = net.lab();
      assertThat(ping(lab, family, Lab.SERVER)).isTrue();
      assertThat(seenBy(lab, family, Lab.SERVER)).isEqualTo(WAN_B.in(family));
      assertThat(seenBy(lab, family, Lab.OTHER_SERVER)).isEqualTo(WAN_A.in(family));

      // A subnet that the router is on stays the kernel's, though the default route is shorter.
      assertThat(route(lab, Lab.NEIGHBOUR.in(family))).contains("dev back");
    }
  }

  @ParameterizedTest
  @EnumSource
  void usesTheSourceThatTheRouteNames(Family family) {
    try (var net = RoutedLab.serving("src", Settings.KERNEL, "static-routes")) {
      net.declareMain(
          """
          - {to: 203.0.113.0/24, via: [{gateway: 10.0.2.1}], src: 10.1.1.1}
          - {to: 2001:db8:200::/48, via: [{gateway: "2001:db8:b::1"}], src: "2001:db8:1:1::1"}
          """);
      assertThat(seenBy(net.lab(), family, Lab.OTHER_SERVER)).isEqualTo(Lab.ROUTER.in(family));
    }
  }

  @Test
  void aKernelRouteThatIsLongerIsKeptAlsoWhenItComesLater() {
    try (var net = RoutedLab.serving("longer", Settings.KERNEL, "default-route")) {
      Lab lab = net.lab();
      assertThat(route(lab, Lab.OTHER_SERVER.v4())).contains("via 10.0.1.1");

      lab.router().ip("route add 203.0.113.0/28 via 10.0.2.1");
      awaitRoute(lab, Lab.OTHER_SERVER.v4(), "via 10.0.2.1");

      lab.router().ip("route del 203.0.113.0/28 via 10.0.2.1");
      awaitRoute(lab, Lab.OTHER_SERVER.v4(), "via 10.0.1.1");
    }
  }

  @Test
  void aKernelSocketFollowsToo() {
    try (var net = RoutedLab.serving("tunnel", Settings.KERNEL, "static-routes")) {
      Lab lab = net.lab();
      // A tunnel sends from inside the kernel: no process, no cgroup, no socket of a user.
      lab.router()
          .ip(
              "link add tun0 type vxlan id 7 remote 198.51.100.10 dstport 4789",
              "link set tun0 up",
              "address add 10.200.0.1/24 dev tun0",
              "neighbour add 10.200.0.2 lladdr 02:00:00:00:00:02 dev tun0");
      long before = lab.providerA().forwarded(Family.V4);

      lab.router().run("ping", "-n", "-q", "-c", "3", "-i", "0.2", "-W", "1", "10.200.0.2");

      assertThat(lab.providerA().forwarded(Family.V4) - before).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void everyKindOfRouteAnswersTheRouterItself() {
    try (var net = RoutedLab.serving("kinds", Settings.KERNEL, "static-routes")) {
      net.declareMain(
          """
          - {to: 203.0.113.0/24, type: Unreachable}
          - {to: 203.0.113.16/28, type: Prohibit}
          - {to: 203.0.113.32/28, type: Blackhole}
          - {to: 203.0.113.48/28, type: Local}
          - {to: 203.0.113.10/32, via: [{gateway: 10.0.1.1, weight: 3}, {gateway: 10.0.2.1}]}
          """);
      Lab lab = net.lab();
      assertThat(lab.router().run("ip", "route", "get", "203.0.113.1").text())
          .contains("No route to host");
      assertThat(lab.router().run("ip", "route", "get", "203.0.113.17").text())
          .contains("Permission denied");
      assertThat(lab.router().run("ip", "route", "get", "203.0.113.33").text())
          .contains("Invalid argument");
      assertThat(route(lab, "203.0.113.49")).contains("local 203.0.113.49 dev lo");
      assertThat(ping(lab, Family.V4, Lab.OTHER_SERVER)).isTrue();
      assertThat(lab.router().run("ip", "route", "show", "table", "20000").out())
          .contains("nexthop via 10.0.1.1 dev wan-a weight 3");
    }
  }

  @Test
  void aDaemonThatWasKilledPutsRightWhatWasChangedMeanwhile() {
    try (var net = RoutedLab.serving("healed", Settings.KERNEL, "default-route")) {
      Lab lab = net.lab();
      String whole = table(lab);
      net.daemon().kill();
      lab.router().ip("route flush table 20000", "rule del priority 20999 iif lo");
      assertThat(ping(lab, Family.V4, Lab.SERVER)).isFalse();

      net.daemon().start();
      net.daemon().awaitServing();

      assertThat(table(lab)).isEqualTo(whole);
      assertThat(ping(lab, Family.V4, Lab.SERVER)).isTrue();
    }
  }

  @Test
  void whatSomebodyRemovesWhileTheDaemonRunsComesBack() {
    try (var net = RoutedLab.serving("tampered", Settings.KERNEL, "default-route")) {
      Lab lab = net.lab();
      String whole = table(lab);
      lab.router().ip("route flush table 20000");

      net.awaitDrifted("default", "is missing from table 20000");
      Awaitility.await().atMost(SOON).until(() -> table(lab).equals(whole));
    }
  }

  @Test
  void aWithdrawnRouteLeavesTheRouterToTheKernelAgain() {
    try (var net = RoutedLab.serving("gone", Settings.KERNEL, "static-routes")) {
      Lab lab = net.lab();
      assertThat(ping(lab, Family.V4, Lab.SERVER)).isTrue();

      net.repository().clear();
      net.daemon().awaitServing(net.repository().commit("Nothing"));

      assertThat(table(lab)).isBlank();
      assertThat(ping(lab, Family.V4, Lab.SERVER)).isFalse();
    }
  }

  private static boolean ping(Lab lab, Family family, Dual to) {
    return Ping.from(lab.router()).to(to.in(family)).allAnswered();
  }

  /** The address that a server saw the router by, as it tells in its greeting. */
  private static String seenBy(Lab lab, Family family, Dual server) {
    String host = family == Family.V4 ? server.v4() : "[" + server.v6() + "]";
    Output greeting =
        lab.router().run("curl", "-s", "-g", "-m", "5", "http://" + host + "/").orFail();
    return Address.parse(greeting.out().strip().substring("Hello ".length())).toString();
  }

  private static String route(Lab lab, String to) {
    return lab.router().run("ip", "route", "get", to).orFail().out();
  }

  private static void awaitRoute(Lab lab, String to, String how) {
    // Until the daemon has heard that a kernel route went, what was left to the kernel still is.
    Awaitility.await()
        .atMost(SOON)
        .until(() -> lab.router().run("ip", "route", "get", to).text().contains(how));
  }

  private static String table(Lab lab) {
    return lab.router().run("ip", "route", "show", "table", "20000").out();
  }
}
