package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.example.Example;
import dev.waymark.e2e.lab.node.Daemon;
import dev.waymark.e2e.lab.node.GitRepository;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.Ping;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@NeedsBpf
class DetachLeavesNothingTest {
  static final List<Settings> PATHS =
      List.of(Settings.FAST, Settings.KERNEL, Settings.KERNEL.withXdp());

  @ParameterizedTest
  @FieldSource("PATHS")
  void theRouterIsAsItWasFound(Settings settings) {
    try (Lab lab = Lab.standard("detach")) {
      Footprint found = Footprint.of(lab.router(), lab.pins());
      GitRepository repository = GitRepository.create(lab);
      for (String example : List.of("source-based-routing", "weighted-next-hops", "blackhole")) {
        Example.named(example).manifests().forEach(repository::write);
      }
      repository.commit("Much");
      Daemon daemon = Daemon.start(lab, repository, settings);
      daemon.awaitServing();
      assertThat(Footprint.of(lab.router(), lab.pins()).beyond(found)).isNotEmpty();
      daemon.stop();

      Output detach = daemon.run("detach");

      assertThat(detach.exit()).as(detach.text()).isZero();
      Footprint left = Footprint.of(lab.router(), lab.pins());
      assertThat(left.beyond(found)).isEmpty();
      assertThat(found.beyond(left)).isEmpty();
      Ping ping = Ping.from(lab.client()).to(Lab.SERVER.in(Family.V4));
      assertThat(ping.answered()).isZero();
    }
  }

  @ParameterizedTest
  @FieldSource("PATHS")
  void asManyTimesAsItIsAsked(Settings settings) {
    try (var net = RoutedLab.serving("twice", settings, "static-routes")) {
      net.daemon().stop();
      assertThat(net.daemon().run("detach").exit()).isZero();

      Output again = net.daemon().run("detach");

      assertThat(again.exit()).as(again.text()).isZero();
    }
  }
}
