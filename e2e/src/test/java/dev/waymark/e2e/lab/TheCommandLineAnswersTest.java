package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.e2e.lab.node.Daemon;
import dev.waymark.e2e.lab.node.GitRepository;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Exit codes: 0 done, 1 the thing asked for is not so, 2 wrong input, 3 the system refuses. */
@NeedsBpf
class TheCommandLineAnswersTest {

  @Test
  void statusIsZeroWhenAllIsReadyAndOneWhenACommitIsRejected() {
    try (var net = RoutedLab.serving("codes", Settings.FAST, "static-routes")) {
      Output ready = net.daemon().run("status");
      assertThat(ready.exit()).as(ready.text()).isZero();
      assertThat(ready.out()).contains("RouteTable edge", "lan0", "Fast");
      assertThat(net.daemon().status().serves(net.repository().head())).isTrue();

      net.repository().write("wrong.yaml", "apiVersion: waymark.dev/v1alpha1\nkind: RouteTabel\n");
      net.repository().commit("Wrong");
      net.daemon().await("refused", s -> s.sourceState().equals("Rejected"));

      Output rejected = net.daemon().run("status");
      assertThat(rejected.exit()).as(rejected.text()).isEqualTo(1);
      assertThat(rejected.text()).contains("wrong.yaml:2", "RouteTable").doesNotContain("\tat ");
    }
  }

  @Test
  void settingsThatAreWrongAreAnsweredWithTheirPlaceAndTwo() throws Exception {
    try (Lab lab = Lab.standard("settings")) {
      Daemon daemon = Daemon.configure(lab, GitRepository.create(lab), Settings.FAST);
      String good = Files.readString(daemon.config());
      Files.writeString(daemon.config(), good.replace("path: Fast", "path: Faster"));

      Output wrong = daemon.run("run");

      assertThat(wrong.exit()).as(wrong.text()).isEqualTo(2);
      assertThat(wrong.text())
          .contains("node.yaml:4:", "Faster", "Fast", "Kernel")
          .doesNotContain("Exception", "\tat ");
    }
  }

  @Test
  void whereNoDaemonEverRanStatusSaysSo() {
    try (Lab lab = Lab.standard("never")) {
      Daemon daemon = Daemon.configure(lab, GitRepository.create(lab), Settings.FAST);

      Output status = daemon.run("status");

      assertThat(status.exit()).as(status.text()).isEqualTo(1);
      assertThat(status.text()).isNotBlank().doesNotContain("Exception", "\tat ");
    }
  }
}
