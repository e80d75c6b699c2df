package dev.waymark.dataplane.differential;

import dev.waymark.libbpf.testing.LongRun;
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
    LongRun.result("malformed packets", malformed(LongRun.scaled(10_000_000)).summary());
  }

  private static Tally malformed(int packets) {
    return Differential.compare(
        packets,
        (random, addresses) -> new MutatedPackets(random, new RandomPackets(random, addresses)));
  }
}
