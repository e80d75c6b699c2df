package dev.waymark.dataplane.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of odd packets as people read it. */
final class OddPacketsPage {
  private static final String HEAD =
      """
      # Odd packets, beside the kernel's own forwarding

      Written by `OddPacketsAgainstTheKernelTest`, which fails when it is not so. Each row is sent to a router whose kernel
      forwards by its main table, and to routers with the same routes in Waymark, on the Fast and on the Kernel path. What
      comes out of every interface is compared **byte by byte**, the ICMP errors that come back included. *same* means: the
      same bytes by the same interfaces in the same order. Where Waymark differs the test asks that it does, and the note says
      why. Only the identification of the IPv4 packets that a kernel makes itself is left out.

      The Waymark routers' kernels have no route to the destinations, so what Waymark leaves to the kernel is answered with
      "no route" there; on a node whose kernel has a route, the kernel's own would be taken.

      To write this page anew: `mvn -pl node-daemon/dataplane -am verify -Dtest=OddPacketsAgainstTheKernelTest
      -Dsurefire.failIfNoSpecifiedTests=false -Dodd.update=true`.
      """;

  private final StringBuilder text = new StringBuilder(HEAD);

  /** A table of rows. */
  void table(String name) {
    text.append("\n## ").append(name).append("\n\n");
    text.append("| packet | the kernel | Fast path | Kernel path |\n| --- | --- | --- | --- |\n");
  }

  /** What came of one packet, by who forwarded. */
  void row(OddPacket packet, Map<Forwarder, List<Seen>> seen) {
    List<Seen> kernel = seen.getOrDefault(Forwarder.KERNEL, List.of());
    List<String> cells = new ArrayList<>(List.of(packet.toString(), inShort(kernel)));
    for (Forwarder ours : List.of(Forwarder.FAST, Forwarder.KERNEL_PATH)) {
      String why = packet.deliberate(ours);
      cells.add(why.isEmpty() ? "same" : inShort(seen.getOrDefault(ours, List.of())) + ": " + why);
    }
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** How often which interface gave what, in the order of the first of them. */
  private static String inShort(List<Seen> seen) {
    if (seen.isEmpty()) {
      return "nothing";
    }
    Map<String, Long> counts =
        seen.stream()
            .collect(
                Collectors.groupingBy(
                    Seen::inShort, java.util.LinkedHashMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(each -> each.getValue() == 1 ? each.getKey() : each.getValue() + " × " + each.getKey())
        .collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
