package dev.waymark.dataplane.twin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.libbpf.testing.NeedsBpf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Each odd packet through the kernel's own forwarding and through Waymark's two paths: the same
 * bytes come out, or the table says why not.
 */
@NeedsBpf
class OddPacketsAgainstTheKernelTest {
  private static final Path PAGE = Path.of("../../bpf/ODD_PACKETS.md");

  /** By the name of the table. */
  static Map<String, List<OddPacket>> tables() {
    Map<String, List<OddPacket>> tables = new LinkedHashMap<>();
    tables.put("IPv4", OddIpv4.all());
    tables.put("IPv6", OddIpv6.all());
    tables.put("Sizes", OddSizes.all());
    tables.put("Addresses and frames", OddAddresses.all());
    return tables;
  }

  @Test
  void theSameBytesComeOutOrTheTableSaysWhyNot() throws IOException {
    List<String> wrong = new ArrayList<>();
    OddPacketsPage page = new OddPacketsPage();
    try (TwinRouters routers = TwinRouters.with(new TwinRoutes(false))) {
      tables()
          .forEach((name, rows) -> {
            page.table(name);
            for (OddPacket packet : rows) {
              Map<Forwarder, List<Seen>> seen = routers.answers(packet);
              judge(name + ": " + packet, packet, seen, wrong);
              page.row(packet, seen);
            }
          });
    }
    if (Boolean.getBoolean("odd.update")) {
      Files.writeString(PAGE, page.toString());
    }
    assertThat(wrong).isEmpty();
    assertThat(Files.readString(PAGE)).as(PAGE + " says what was seen").isEqualTo(page.toString());
  }

  private static void judge(
      String name, OddPacket packet, Map<Forwarder, List<Seen>> seen, List<String> wrong) {
    List<Seen> kernel = seen.getOrDefault(Forwarder.KERNEL, List.of());
    Map<Forwarder, List<Seen>> ours = new EnumMap<>(seen);
    ours.remove(Forwarder.KERNEL);
    ours.forEach((forwarder, answer) -> {
      boolean meant = !packet.deliberate(forwarder).isEmpty();
      if (answer.equals(kernel) == meant) {
        wrong.add(
            meant
                ? "%s: %s does as the kernel; the note is stale".formatted(name, forwarder)
                : "%s: %s%n--- kernel%n%s%n--- here%n%s"
                    .formatted(name, forwarder, kernel, answer));
      }
    });
  }
}
