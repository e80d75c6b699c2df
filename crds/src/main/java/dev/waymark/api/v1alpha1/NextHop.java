package dev.waymark.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.api.net.Address;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A next hop: gateway, interface or both, and its share. */
@ApiType
@Doc("A next hop: gateway, interface or both, and its share.")
public record NextHop(
    @Doc(
            "The next router. With an interface it is on the subnet of that, link-local, or onlink; without, it is found through the connected prefixes.")
        @Nullable Address gateway,
    @Doc("The interface to leave by. Required for a link-local gateway.")
        @JsonProperty("interface")
        @Text(TextFormat.INTERFACE)
        @Nullable String interfaceName,
    @Doc("The share of flows, against the other next hops of this route. Absent means 1.")
        @Range(min = 1, max = 256)
        @Nullable Integer weight,
    @Doc("Take the gateway to be on the link although no subnet says so. Absent means false.")
        @Nullable Boolean onlink,
    @Doc("Its absence is no failure. Absent means false.") @Nullable Boolean optional) {
  /** The rules that join its fields. */
  public static final List<Check<NextHop>> CHECKS =
      List.of(
          Check.of(
              "RT-VIA-03",
              "",
              "has(self.gateway) || has(self.interface)",
              "leads nowhere; write gateway, interface or both",
              n -> n.gateway() != null || n.interfaceName() != null),
          Check.of(
              "RT-VIA-04",
              "interface",
              "has(self.interface) || !has(self.gateway) || !isIP(self.gateway) || !ip(self.gateway).isLinkLocalUnicast()",
              "is missing; a link-local gateway needs the interface it is on",
              n -> n.interfaceName() != null || n.gateway() == null || !n.gateway().linkLocal()),
          Check.of(
              "RT-VIA-05",
              "interface",
              "has(self.interface) || !has(self.onlink) || !self.onlink",
              "is missing; onlink needs the interface that the gateway is taken to be on",
              n -> n.interfaceName() != null || !n.takenOnlink()));

  /** The weight that counts: 1 when absent. */
  public int effectiveWeight() {
    return weight == null ? 1 : weight;
  }

  /** Whether the gateway is taken to be on the link. */
  public boolean takenOnlink() {
    return Boolean.TRUE.equals(onlink);
  }

  /** Whether it says an interface, and nothing of a gateway or a share. */
  boolean interfaceAlone() {
    return interfaceName != null && gateway == null && weight == null && onlink == null;
  }

  /** Whether its absence is no failure. */
  public boolean dispensable() {
    return Boolean.TRUE.equals(optional);
  }
}
