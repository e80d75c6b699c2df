package dev.waymark.dataplane.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.layout.Reason;
import dev.waymark.dataplane.packet.Machine;
import dev.waymark.dataplane.packet.Wire;
import dev.waymark.dataplane.reference.Config;
import dev.waymark.dataplane.reference.ReferenceEarly;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import dev.waymark.libbpf.FrameRun;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random rules and packets, half of them broken: what XDP drops, TCX would drop for the same
 * reason; and XDP drops all that a plain reading of the rules says it can.
 */
@NeedsBpf
class XdpDropsWhatTcxWouldDropTest {
  private static final int PACKETS_A_CONFIG = 2000;

  @Test
  void onAHundredThousandPackets() {
    compare(100_000);
  }

  @Tag("long")
  @Test
  void onTwoMillionPackets() {
    compare(2_000_000);
  }

  private static void compare(int packets) {
    long seed = Long.getLong("waymark.seed", System.nanoTime());
    System.out.printf("-Dwaymark.seed=%d%n", seed);
    SplittableRandom random = new SplittableRandom(seed);
    int early = 0;
    int dropped = 0;
    try (Wire wire = Wire.make("xdp-differ")) {
      for (int i = 0; i < RandomConfigs.WANS; i++) {
        wire.link("wan" + i, RandomConfigs.FIRST_WAN + i, 1500);
      }
      for (int i = 0; i < RandomConfigs.LANS; i++) {
        wire.link("lan" + i, RandomConfigs.FIRST_LAN + i, 1500);
      }
      try (Machine machine = Machine.open(wire)) {
        for (int done = 0; done < packets; done += PACKETS_A_CONFIG) {
          RandomAddresses addresses = new RandomAddresses(random);
          Config config = new RandomConfigs(random, addresses).nextDropping();
          machine.publish(config);
          ReferenceEarly reference = new ReferenceEarly(config);
          Packets sound = new RandomPackets(random, addresses);
          Packets broken = new MutatedPackets(random, new RandomPackets(random, addresses));
          for (int i = 0; i < PACKETS_A_CONFIG; i++) {
            Arrival arrival = (i % 2 == 0 ? sound : broken).next();
            Reason reason = machine.explain(arrival).reason();
            long counted = counted(machine, reason);
            FrameRun.Result ran = machine.early(arrival);
            var expected = reference.of(arrival);
            assertThat(ran.verdict())
                .as("at TCX %s: %s", reason, arrival)
                .isEqualTo(expected == null ? FrameRun.PASS : FrameRun.DROP);
            assertThat(ran.frame()).isEqualTo(arrival.frame().toArray());
            dropped += reason == Reason.DROP_RULE || reason == Reason.DROP_LIMIT ? 1 : 0;
            if (expected != null) {
              early++;
              assertThat(reason.code()).as("%s", arrival).isEqualTo(expected.number);
              assertThat(counted(machine, reason)).isEqualTo(counted + 1);
            }
          }
        }
      }
    }
    System.out.printf("%d packets: TCX drops %d, XDP %d of them%n", packets, dropped, early);
    assertThat(early)
        .as("a test that sees nothing dropped shows nothing")
        .isGreaterThan(dropped / 4);
  }

  private static long counted(Machine machine, Reason reason) {
    return machine.dataplane().counters().reasons().entrySet().stream()
        .filter(each -> each.getKey() == reason)
        .mapToLong(each -> each.getValue().packets())
        .sum();
  }
}
