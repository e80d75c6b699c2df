package dev.waymark.libbpf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerifierLogTest {

  @Test
  void theTellingLineIsTheLastBeforeTheStatisticsWithItsLineOfC() {
    VerifierLog log =
        new VerifierLog(
            """
            ; __u32 key = skb->mark;
            0: (61) r1 = *(u32 *)(r1 +8)
            ; return *store;
            6: (61) r0 = *(u32 *)(r0 +0)
            R0 invalid mem access 'map_value_or_null'
            processed 7 insns (limit 1000000) max_states_per_insn 0 total_states 0
            """);
    assertThat(log.tellingLine())
        .isEqualTo("R0 invalid mem access 'map_value_or_null' (at: return *store;)");
  }

  @Test
  void anEmptyLogIsToldSo() {
    assertThat(new VerifierLog("\n").tellingLine()).isEqualTo("the verifier said nothing");
  }
}
