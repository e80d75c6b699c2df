package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.fragment;
import static dev.waymark.dataplane.packet.Layers.hopByHop;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.portUnreachable;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.Layers.v4;
import static dev.waymark.dataplane.packet.Layers.vlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.Config.Action;
import dev.waymark.dataplane.reference.Effects.Cap;
import dev.waymark.dataplane.reference.Reason;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import dev.waymark.dataplane.reference.ReferencePath.Link;
import dev.waymark.libbpf.FrameRun;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which rules are enforced in the driver, and which packets are none of its business. */
@NeedsBpf
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class XdpDropsEarlyTest {
  @AutoClose private final Wire wire = Wire.make("xdp");

  @AutoClose private final Machine machine = Machine.open(wire);

  /** By this rule in front of all that comes after it. */
  private static Scene dropping(UnaryOperator<Scene> before) {
    return before
        .apply(Scene.toA())
        .rule(Action.DROP, 0, (fam, rule) -> rule.from(fam.net(Scene.CLIENTS)));
  }

  private boolean drops(Scene scene, Layer... layers) {
    machine.publish(scene.done());
    return drops(layers);
  }

  private boolean drops(Layer... layers) {
    return machine.early(arrival(layers)).verdict() == FrameRun.DROP;
  }

  private static Arrival arrival(Layer... layers) {
    return new Arrival(Bytes.of(Layers.packet(layers)), Scene.LAN, Link.US, 0, 0);
  }

  @ParameterizedTest
  @EnumSource
  void aRuleThatOnlyDropsIsEnforcedInTheDriver(Fam fam) {
    assertThat(drops(dropping(scene -> scene), eth(), fam.to(2), udp(7, 9))).isTrue();
    assertThat(drops(eth(), Layers.ip(fam.host(9, 9), fam.host(2, 7)), udp(7, 9))).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aRuleForTheNodeItselfIsEnforcedThereToo(Fam fam) {
    Scene scene =
        ToNodeCases.node()
            .toNode(Action.DROP, (f, rule) -> rule.destinationPorts(9, 9).protocol(17));
    assertThat(drops(scene, eth(), fam.to(2), udp(7, 9))).isTrue();
    assertThat(drops(eth(), fam.to(2), udp(7, 10))).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void anEarlierRuleThatMayMatchLeavesThePacketToTcx(Fam fam) {
    Scene byMark = dropping(s -> s.rule(Action.PASS, 0, (f, rule) -> rule.mark(1, 1)));
    assertThat(drops(byMark, eth(), fam.to(2), udp(7, 9))).as("a mark XDP cannot see").isFalse();
    Scene byTable = dropping(s -> s.rule(Action.LOOKUP, 7));
    assertThat(drops(byTable, eth(), fam.to(2), udp(7, 9))).as("a table").isFalse();
    Scene elsewhere = dropping(s -> s.rule(Action.PASS, 0, (f, rule) -> rule.to(f.net(3))));
    assertThat(drops(elsewhere, eth(), fam.to(2), udp(7, 9))).as("it does not match").isTrue();
    assertThat(drops(elsewhere, eth(), fam.to(3), udp(7, 9))).as("it matches").isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aRuleThatAsksForAMarkOrCopiesIsTcxs(Fam fam) {
    Scene marked = Scene.toA().rule(Action.DROP, 0, (f, rule) -> rule.mark(0, 1));
    assertThat(drops(marked, eth(), fam.to(2), udp(7, 9))).isFalse();
    Scene copies = Scene.toA().rule(Action.DROP, 0, (f, rule) -> rule.mirror(Scene.WAN_B));
    assertThat(drops(copies, eth(), fam.to(2), udp(7, 9))).isFalse();
  }

  @Test
  void aPacketThatIsNotPlainIsTcxs() {
    machine.publish(dropping(scene -> scene).done());
    Ip.V4 ip = v4("10.1.0.5", "10.2.0.7");
    Ip v6 = Fam.V6.to(2);
    assertThat(drops(eth(), ip, udp(7, 9))).isTrue();
    assertThat(drops(eth(), vlan(5), ip, udp(7, 9))).as("tagged").isFalse();
    assertThat(drops(eth(), ip.fragment(0, true), udp(7, 9))).as("a first fragment").isFalse();
    assertThat(drops(eth(), ip.fragment(8, false), payload(9))).as("a last one").isFalse();
    assertThat(drops(eth(), ip.options(1, 1, 1, 0), udp(7, 9))).as("options").isFalse();
    assertThat(drops(eth(), v6, hopByHop(), udp(7, 9))).as("options in IPv6").isFalse();
    assertThat(drops(eth(), v6, fragment(0, true), udp(7, 9))).as("a fragment in v6").isFalse();
    assertThat(drops(eth(), ip, portUnreachable(ip), Fam.V4.to(3), udp(7, 9)))
        .as("an error, which is matched by its quote")
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aLimitIsChargedOnceForWhatPassesBoth(Fam fam) {
    boolean perSource = fam == Fam.V6;
    Cap one = new Cap(false, 1, 1, perSource);
    machine.publish(
        Scene.toA().rule(Action.PASS, 0, (f, rule) -> rule.from(f.net(1)).limit(one)).done());
    Arrival arrival = arrival(eth(), fam.to(2), udp(7, 9));
    assertThat(machine.early(arrival).verdict()).as("the first, early").isEqualTo(FrameRun.PASS);
    assertThat(machine.early(arrival).verdict()).as("not charged yet").isEqualTo(FrameRun.PASS);
    assertThat(Reason.name(machine.explain(arrival).reason().code())).isEqualTo("PASS_RULE");
    machine.live(arrival);
    long dropped = machine.packets(Reason.DROP_LIMIT);
    assertThat(machine.early(arrival).verdict()).as("over").isEqualTo(FrameRun.DROP);
    assertThat(machine.packets(Reason.DROP_LIMIT)).isEqualTo(dropped + 1);
    assertThat(Reason.name(machine.explain(arrival).reason().code())).isEqualTo("DROP_LIMIT");
  }
}
