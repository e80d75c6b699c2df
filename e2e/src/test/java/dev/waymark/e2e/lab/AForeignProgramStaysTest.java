package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.BpfFs;
import dev.waymark.libbpf.BpfObjectFile;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.link.TcxDirection;
import dev.waymark.libbpf.link.TcxLink;
import dev.waymark.libbpf.netns.NetworkNamespace;
import dev.waymark.libbpf.testing.NeedsBpf;
import dev.waymark.libbpf.testing.TinyObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Somebody else's program at the same hook of the same interface. */
@NeedsBpf
class AForeignProgramStaysTest {

  @Test
  void itsLinkHoldsTheSameProgramThroughRunKillAndDetach() throws Exception {
    try (var net = RoutedLab.serving("program", Settings.FAST, "static-routes");
        BpfObjectFile object = TinyObject.load();
        BpfProgram foreign = object.program("tiny_pass");
        TcxLink link = attachToLan(net.lab(), foreign)) {
      Path pin = BpfFs.USUAL.resolve(net.lab().name() + "-foreign");
      link.pin(pin);
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();

      net.daemon().kill();
      net.daemon().start();
      net.daemon().awaitServing();
      net.daemon().stop();
      net.daemon().run("detach").orFail();

      assertThat(pin).exists();
      assertThat(link.info().programId()).isEqualTo(foreign.id());
      assertThat(link.info().interfaceGone()).isFalse();
      Residue.of(net.lab().name() + "-foreign").remove();
    }
  }

  private static TcxLink attachToLan(Lab lab, BpfProgram program) throws Exception {
    int ifindex =
        Integer.parseInt(
            lab.router().run("ip", "-o", "link", "show", "lan0").orFail().out().split(":", -1)[0]);
    try (var namespace = NetworkNamespace.open(lab.router().file())) {
      return namespace.call(() -> TcxLink.attach(program, ifindex, TcxDirection.INGRESS));
    }
  }
}
