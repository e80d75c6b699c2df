package dev.waymark.dataplane.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.libbpf.testing.NeedsBpf;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@NeedsBpf
class AMachineThatFailsLeavesNothingTest {

  @Test
  void ofItsPinsNorOfItsNamespace() throws Exception {
    Path pins;
    Path namespace;
    try (Wire wire = Wire.make("fails")) {
      pins = Path.of("/sys/fs/bpf", wire.name());
      namespace = Path.of("/run/netns", wire.name());
      assertThat(namespace).exists();
      // Where the map of counters is to be pinned.
      Files.createDirectories(pins.resolve("counters"));

      assertThatThrownBy(() -> Machine.open(wire)).isInstanceOf(RuntimeException.class);
    }
    assertThat(pins).doesNotExist();
    assertThat(namespace).doesNotExist();
  }
}
