package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.e2e.example.Example;
import dev.waymark.e2e.lab.node.Daemon;
import dev.waymark.e2e.lab.node.GitRepository;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Rules and routes of other people, in the very ranges and with the very marks that are near ours.
 */
@NeedsBpf
class ForeignThingsStayTest {
  static final List<Settings> PATHS = List.of(Settings.FAST, Settings.KERNEL);

  @ParameterizedTest
  @FieldSource("PATHS")
  void rulesAndRoutesOfOthersStayThroughRunKillAndDetach(Settings settings) {
    try (Lab lab = Lab.standard("foreign")) {
      lab.router()
          .ip(
              "rule add priority 20001 fwmark 0x40/0xff table 20001",
              "rule add priority 19999 from 10.99.0.0/16 table 99",
              "route add 10.98.0.0/16 via 10.0.2.1 table 20001",
              "route add 10.97.0.0/16 via 10.0.2.1 proto 186",
              "route add 2001:db8:98::/48 via 2001:db8:b::1 table 20002");
      lab.router()
          .run("ip", "-6", "rule", "add", "priority", "20002", "fwmark", "0x41", "table", "20002")
          .orFail();
      Footprint found = Footprint.of(lab.router(), lab.pins());
      GitRepository repository = GitRepository.create(lab);
      Example.named("weighted-next-hops").manifests().forEach(repository::write);
      repository.commit("Routes");
      Daemon daemon = Daemon.start(lab, repository, settings);
      daemon.awaitServing();
      daemon.kill();
      daemon.start();
      daemon.awaitServing();
      assertThat(found.beyond(Footprint.of(lab.router(), lab.pins()))).isEmpty();

      daemon.stop();
      daemon.run("detach").orFail();

      Footprint left = Footprint.of(lab.router(), lab.pins());
      assertThat(left.beyond(found)).isEmpty();
      assertThat(found.beyond(left)).isEmpty();
    }
  }
}
