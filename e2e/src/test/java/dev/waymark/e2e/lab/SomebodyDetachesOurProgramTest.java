package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.BpfObjectFile;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.link.TcxLink;
import dev.waymark.libbpf.testing.NeedsBpf;
import dev.waymark.libbpf.testing.TinyObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The kernel has no event for it: a look once a second finds it. */
@NeedsBpf
class SomebodyDetachesOurProgramTest {

  @Test
  void itIsAttachedAgainAndSaidForAWhile() {
    try (var net = RoutedLab.serving("detached", Settings.FAST, "static-routes")) {
      try (TcxLink link = TcxLink.openPinned(pin(net))) {
        link.detach();
      }

      net.awaitDrifted("edge", "the program was detached from lan0");
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
      assertThat(net.reaches(Family.V6, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
      net.awaitCalm("edge");
    }
  }

  @Test
  void anotherProgramInItsLinkIsReplaced() {
    try (var net = RoutedLab.serving("replaced", Settings.FAST, "static-routes");
        BpfObjectFile object = TinyObject.load();
        BpfProgram foreign = object.program("tiny_pass");
        BpfProgram ours = BpfProgram.openPinned(net.lab().pins().resolve("program"))) {
      try (TcxLink link = TcxLink.openPinned(pin(net))) {
        link.update(foreign, ours);
      }

      net.awaitDrifted("edge", "the link at lan0 was given program " + foreign.id());
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
      try (TcxLink link = TcxLink.openPinned(pin(net))) {
        assertThat(link.info().programId()).isEqualTo(ours.id());
      }
    }
  }

  private static Path pin(RoutedLab net) {
    return net.lab().pins().resolve("links").resolve("lan0");
  }
}
