package dev.waymark.daemon.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.daemon.attach.Pins;
import dev.waymark.daemon.report.StatusFile;
import dev.waymark.dataplane.Dataplane;
import dev.waymark.dataplane.DataplaneSettings;
import dev.waymark.libbpf.link.TcxDirection;
import dev.waymark.libbpf.link.TcxHook;
import dev.waymark.libbpf.link.TcxLink;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The new link goes before the old, then the old goes: in between there are two. */
@NeedsBpf
class ADeathWhileALinkIsReplacedTest {

  @TempDir Path folder = Path.of("");

  @Test
  void leavesTwoOfWhichTheNextStartKeepsOne() throws IOException {
    try (RunningNode node = RunningNode.create("two", "Fast", folder)) {
      node.start(StepListener.NONE);
      String commit = node.commitRoutes("10.50.0.0/24");
      node.awaitProven(commit);
      node.stop();
      int lan0 = node.router.ifindex("lan0");
      Pins pins = new Pins(PinnedStore.pin(node));
      node.router.call(() -> {
        try (Dataplane next = Dataplane.open(DataplaneSettings.in(PinnedStore.pin(node)));
            TcxLink second = TcxLink.attach(next.program(), lan0, TcxDirection.INGRESS)) {
          second.pin(pins.aside("lan0"));
        }
        return "dead";
      });
      new StatusFile(node.settings.directories().run()).delete();

      node.start(StepListener.NONE);
      node.awaitProven(commit);
      assertThat(node.pings("10.50.0.1")).isTrue();
      node.stop();

      assertThat(pins.all()).containsExactly(pins.of("lan0"));
      assertThat(node.router.call(() -> TcxHook.programs(lan0, TcxDirection.INGRESS)))
          .containsExactly(PinnedStore.program(node));
      assertThat(node.pings("10.50.0.1")).as("without a daemon").isTrue();
    }
  }
}
