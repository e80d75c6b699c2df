package dev.waymark.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.layout.StoreLayout;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The verifier takes every program, whatever the store's size; its effort is printed. */
@NeedsBpf
class EveryProgramLoadsTest {
  private static final Logger LOG = LoggerFactory.getLogger(EveryProgramLoadsTest.class);

  /** The verifier's own limit is a million; a jump towards it wants an explanation. */
  private static final int MOST_INSTRUCTIONS = 400_000;

  @ParameterizedTest
  @ValueSource(ints = {StoreLayout.STORE_MIN, 4 << 20, 64 << 20})
  void withAStoreOf(int bytes) {
    try (Programs programs = Programs.load(bytes, null, null, null)) {
      for (BpfProgram program : List.of(programs.ingress, programs.explain, programs.lookup)) {
        LOG.info(
            "program={} store_bytes={} verified_instructions={}",
            program.name(),
            bytes,
            program.verifiedInstructions());
        assertThat(program.verifiedInstructions()).isLessThan(MOST_INSTRUCTIONS);
      }
      assertThat(programs.memory.size()).isEqualTo(bytes);
    }
  }
}
