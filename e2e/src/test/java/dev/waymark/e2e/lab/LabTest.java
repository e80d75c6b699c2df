package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.traffic.Flows;
import dev.waymark.e2e.lab.traffic.Ping;
import dev.waymark.e2e.lab.traffic.Trace;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The network itself, without the program under test: or its answers would prove nothing. */
@NeedsBpf
class LabTest {

  @ParameterizedTest
  @EnumSource
  void withoutARouteNothingReachesTheServers(Family family) {
    try (Lab lab = Lab.standard("nothing")) {
      Ping ping = Ping.from(lab.client()).to(Lab.SERVER.in(family));

      assertThat(ping.sent()).isEqualTo(3);
      assertThat(ping.answered()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatAProviderForwardedIsCountedExactly(Family family) {
    try (Lab lab = Lab.standard("counts")) {
      lab.router()
          .ip("route add %s via %s".formatted(Lab.SERVER.in(family), Lab.PROVIDER_B.in(family)));

      assertThat(Flows.count(lab, family, Lab.SERVER.in(family), 100)).isEqualTo(new Flows(0, 100));
      assertThat(Trace.route(lab.client(), null, Lab.SERVER.in(family)).hops())
          .containsExactly(Lab.ROUTER.in(family), Lab.PROVIDER_B.in(family), Lab.SERVER.in(family));
    }
  }

  @Test
  void aClosedLabLeavesNothing() {
    String name;
    try (Lab lab = Lab.standard("residue")) {
      name = lab.name();
      lab.client().start(Ping.from(lab.client()).command(Lab.SERVER.v4()));
      assertThat(Residue.of(name).leftovers()).hasSizeGreaterThanOrEqualTo(6);
    }
    assertThat(Residue.of(name).leftovers()).isEmpty();
  }

  @Test
  void whatIsLeftCanBeNamedAndRemoved() {
    String name = "wm-left-%d-0".formatted(ProcessHandle.current().pid());
    Command.of("ip", "netns", "add", name + "-client").run().orFail();

    Residue residue = Residue.of(name);

    assertThat(residue).hasToString("Namespace[name=" + name + "-client]");
    residue.remove();
    assertThat(Residue.of(name).isEmpty()).isTrue();
  }
}
