package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.raw;
import static dev.waymark.dataplane.packet.Layers.udp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.layout.FragmentLayout;
import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.Config;
import dev.waymark.dataplane.reference.Reason;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import dev.waymark.dataplane.reference.ReferencePath.Link;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a first fragment had is kept for the last few thousand datagrams. The later fragment of an
 * older one is the kernel's, counted, as if nobody had seen the first; also one whose next header
 * is an extension header that the transport header may stand behind (Shim6, 140).
 */
@NeedsBpf
class FragmentsAreForgottenTest {
  private static final int SHIM6 = 140;

  /** A quarter of what is kept: the kernel's order of use is not exact. */
  private static final int FEW = FragmentLayout.FRAGMENTS_MAX / 4;

  private static final int MANY = 4 * FragmentLayout.FRAGMENTS_MAX;

  @ParameterizedTest
  @EnumSource
  void laterFragmentsFollowTheirFirstOneUntilManyOthersCame(Fam fam) {
    try (Wire wire = Wire.make("forget");
        Machine machine = Machine.open(wire)) {
      machine.publish(ports());
      begin(machine, fam, 0, FEW);
      assertThat(unknown(machine, later(fam, 0))).as("after %d others", FEW - 1).isFalse();
      begin(machine, fam, FEW, MANY);
      // Not all: what was used is kept longer, and each CPU holds some back.
      long forgotten =
          IntStream.range(0, FEW).filter(id -> unknown(machine, later(fam, id))).count();
      assertThat(forgotten).as("of %d, after %d others", FEW, MANY).isGreaterThan(FEW / 2);
    }
  }

  private static Config ports() {
    return RuleFieldCases.one((fam, rule) -> rule.protocol(Layer.UDP).destinationPorts(53, 53))
        .done();
  }

  private static void begin(Machine machine, Fam fam, int from, int count) {
    for (int id = from; id < from + count; id++) {
      machine.live(first(fam, id));
    }
  }

  private static boolean unknown(Machine machine, Arrival later) {
    long before = machine.packets(Reason.PASS_FRAGMENT_UNKNOWN);
    machine.live(later);
    return machine.packets(Reason.PASS_FRAGMENT_UNKNOWN) > before;
  }

  private static Arrival first(Fam fam, int id) {
    return arrival(FragmentCases.part(fam, id, 0, true, udp(7, 53), payload(16)));
  }

  private static Arrival later(Fam fam, int id) {
    int next = fam == Fam.V4 ? Layer.UDP : SHIM6;
    return arrival(FragmentCases.part(fam, id, 24, false, raw(next, new byte[8])));
  }

  private static Arrival arrival(Layer... layers) {
    return new Arrival(Bytes.of(Layers.packet(layers)), Scene.LAN_KERNEL, Link.US, 0, 0);
  }
}
