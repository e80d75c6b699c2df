package dev.waymark.compiler.contribution;

import dev.waymark.api.v1alpha1.KernelTableRef;
import dev.waymark.api.v1alpha1.OnExceed;
import dev.waymark.api.v1alpha1.RouteSource;
import dev.waymark.compiler.diagnostic.DiagnosticCode;
import dev.waymark.compiler.diagnostic.Findings;
import dev.waymark.compiler.model.DesiredMirror;
import dev.waymark.compiler.model.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The declaration of one {@code routesFrom} that takes its routes from a kernel table. */
final class KernelSource {

  /** The names of {@code /etc/iproute2/rt_protos}, which are the same on every node. */
  private static final Map<String, Integer> PROTOCOLS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("redirect", 1),
              Map.entry("kernel", 2),
              Map.entry("boot", 3),
              Map.entry("static", 4),
              Map.entry("gated", 8),
              Map.entry("ra", 9),
              Map.entry("mrt", 10),
              Map.entry("zebra", 11),
              Map.entry("bird", 12),
              Map.entry("dnrouted", 13),
              Map.entry("xorp", 14),
              Map.entry("ntk", 15),
              Map.entry("dhcp", 16),
              Map.entry("keepalived", 18),
              Map.entry("babel", 42),
              Map.entry("openr", 99),
              Map.entry("bgp", 186),
              Map.entry("isis", 187),
              Map.entry("ospf", 188),
              Map.entry("rip", 189),
              Map.entry("eigrp", 192)));

  private KernelSource() {}

  static DesiredMirror read(
      Owner owner,
      int table,
      RouteSource source,
      KernelTableRef kernel,
      String path,
      Findings findings) {
    List<Integer> protocols = new ArrayList<>();
    for (int i = 0; i < kernel.protocols().size(); i++) {
      String name = kernel.protocols().get(i);
      Integer number = number(name);
      if (number == null) {
        findings.add(
            DiagnosticCode.Invalid,
            path + ".kernelTable.protocols[" + i + "]",
            "\""
                + name
                + "\" is no routing protocol; write a number 0–255 or one of "
                + String.join(", ", PROTOCOLS.keySet()));
      } else {
        protocols.add(number);
      }
    }
    List<DesiredMirror.Allowed> allowed =
        source.allow().stream()
            .map(a ->
                new DesiredMirror.Allowed(
                    a.prefix(), a.le() == null ? a.prefix().length() : a.le()))
            .toList();
    return new DesiredMirror(
        table,
        owner,
        source.name(),
        kernel.id(),
        protocols,
        allowed,
        source.maxRoutes(),
        source.onExceed() == OnExceed.KeepLast,
        List.of());
  }

  private static @Nullable Integer number(String name) {
    if (!name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int number = name.length() > 3 ? 256 : Integer.parseInt(name);
      return number > 255 ? null : Integer.valueOf(number);
    }
    return PROTOCOLS.get(name);
  }
}
