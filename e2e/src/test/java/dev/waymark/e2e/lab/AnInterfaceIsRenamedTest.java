package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.node.Status;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The settings say {@code lan*}. */
@NeedsBpf
class AnInterfaceIsRenamedTest {

  @Test
  void withinThePatternItsLinkStaysUnderTheNewName() {
    try (var net = RoutedLab.serving("rename", Settings.FAST, "static-routes")) {
      Path links = net.lab().pins().resolve("links");
      net.lab().router().ip("link set lan0 name lan7");
      net.daemon().await("lan7 is attached", status -> attached(status, "lan7"));

      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
      assertThat(Files.exists(links.resolve("lan7"))).isTrue();
      assertThat(Files.exists(links.resolve("lan0"))).isFalse();
    }
  }

  @Test
  void outOfThePatternItIsDetachedAndAttachedWhenItComesBack() {
    try (var net = RoutedLab.serving("leaves", Settings.FAST, "static-routes")) {
      net.lab().router().ip("link set lan0 name other");
      net.daemon().await("nothing is attached", status -> status.attachments().isEmpty());
      assertThat(net.lab().pins().resolve("links")).isEmptyDirectory();
      assertThat(net.ping(Family.V4, Lab.SERVER).answered()).isZero();

      net.lab().router().ip("link set other name lan0");
      net.daemon().await("lan0 is attached", status -> attached(status, "lan0"));
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
    }
  }

  private static boolean attached(Status status, String name) {
    return status.attachments().stream()
        .anyMatch(one ->
            one.path("interface").asText().equals(name)
                && one.path("actual").asText().equals("Attached"));
  }
}
