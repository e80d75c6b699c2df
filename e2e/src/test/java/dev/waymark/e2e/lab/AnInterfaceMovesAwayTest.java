package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.Syscalls;
import dev.waymark.libbpf.link.TcxDirection;
import dev.waymark.libbpf.link.TcxHook;
import dev.waymark.libbpf.netns.NetworkNamespace;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An interface takes the program along into another network namespace, where it is not ours. */
@NeedsBpf
class AnInterfaceMovesAwayTest {

  @Test
  void theProgramLeavesItThereAndComesBackWithIt() throws Exception {
    try (var net = RoutedLab.serving("moves", Settings.FAST, "static-routes")) {
      Lab lab = net.lab();
      lab.router().ip("link set lan0 netns " + lab.servers().namespace());
      net.daemon().await("nothing is attached", status -> status.attachments().isEmpty());
      assertThat(programsAt(lab.servers(), "lan0")).isEmpty();

      lab.servers().ip("link set lan0 netns " + lab.router().namespace());
      lab.router()
          .ip(
              "address add 10.1.1.1/24 dev lan0",
              "address add 2001:db8:1:1::1/64 dev lan0 nodad",
              "link set lan0 up");
      net.daemon().await("lan0 is attached", status -> !status.attachments().isEmpty());

      assertThat(programsAt(lab.router(), "lan0")).hasSize(1);
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
      assertThat(net.reaches(Family.V6, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
    }
  }

  private static List<Integer> programsAt(Host host, String interfaceName) throws Exception {
    try (var namespace = NetworkNamespace.open(host.file())) {
      return namespace.call(
          () -> TcxHook.programs(Syscalls.interfaceIndex(interfaceName), TcxDirection.INGRESS));
    }
  }
}
