package dev.waymark.dataplane.differential;

import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Packets that are broken in every way: no wrong byte comes out, and nothing is lost unasked. */
@NeedsBpf
class NoMalformedPacketIsMistakenTest {

  @Test
  void ofAHundredThousand() {
    malformed(100_000);
  }

  @Tag("long")
  @Test
  void ofTenMillion() {
    malformed(10_000_000);
  }

  private static void malformed(int packets) {
    Differential.compare(
        packets,
        (random, addresses) -> new MutatedPackets(random, new RandomPackets(random, addresses)));
  }
}
