package dev.waymark.dataplane.differential;

import dev.waymark.libbpf.testing.LongRun;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Packets that are mostly sound, against every kind of route and rule. */
@NeedsBpf
class ProgramAgreesWithReferenceTest {

  @Test
  void onAMillionPackets() {
    Differential.compare(1_000_000, RandomPackets::new);
  }

  @Tag("long")
  @Test
  void onTenMillionPackets() {
    Tally tally = Differential.compare(LongRun.scaled(10_000_000), RandomPackets::new);
    LongRun.result("sound packets", tally.summary());
  }
}
