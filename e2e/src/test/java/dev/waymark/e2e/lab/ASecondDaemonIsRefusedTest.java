package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.Test;

@NeedsBpf
class ASecondDaemonIsRefusedTest {

  @Test
  void itExitsWithThreeAndASentenceAndTheFirstGoesOn() {
    try (var net = RoutedLab.serving("second", Settings.FAST, "static-routes")) {
      Output second = net.daemon().run("run");

      assertThat(second.exit()).isEqualTo(3);
      assertThat(second.text())
          .contains(Long.toString(net.daemon().process().pid()))
          .doesNotContain("Exception", "\tat ");
      assertThat(net.daemon().process().alive()).isTrue();
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
    }
  }
}
