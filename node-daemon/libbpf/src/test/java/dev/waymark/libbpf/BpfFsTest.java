package dev.waymark.libbpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.libbpf.testing.NeedsBpf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsBpf
class BpfFsTest {

  @Test
  void aDirectoryBelowTheUsualPlaceIsMadeOnABpfFileSystem() throws IOException {
    Path directory = BpfFs.USUAL.resolve("wm-fs-" + ProcessHandle.current().pid());
    try {
      BpfFs.ensureMounted(directory);
      BpfFs.ensureMounted(directory);
      assertThat(directory).isDirectory();
      assertThat(BpfFs.contains(directory)).isTrue();
    } finally {
      Files.deleteIfExists(directory);
    }
  }

  @Test
  void anywhereElseIsToldWhatToDo(@TempDir Path elsewhere) {
    assertThat(BpfFs.contains(elsewhere)).isFalse();
    assertThatThrownBy(() -> BpfFs.ensureMounted(elsewhere.resolve("pins")))
        .hasMessageContaining("not on a bpf file system")
        .hasMessageContaining("mount -t bpf");
  }
}
