package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A reboot empties the BPF file system and the run directory, and the repository may be far. */
@NeedsBpf
class AfterARebootTest {
  static final List<Settings> PATHS = List.of(Settings.FAST, Settings.KERNEL);

  @ParameterizedTest
  @FieldSource("PATHS")
  void theStateOnDiskServesBeforeTheRepositoryIsReached(Settings settings) {
    try (var net = RoutedLab.serving("reboot", settings, "static-routes")) {
      net.daemon().kill();
      ScratchDirectory.delete(net.lab().pins());
      ScratchDirectory.delete(net.lab().directory().resolve("run"));
      net.repository().reachable(false);
      assertThat(net.ping(Family.V4, Lab.SERVER).answered()).isZero();

      net.daemon().start();
      net.daemon().await("out of reach", s -> s.sourceState().equals("Unreachable"));
      net.daemon().await("in force", s -> s.phase().equals("Stable"));

      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
      assertThat(net.reaches(Family.V6, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
    }
  }
}
