package dev.waymark.api.v1alpha1;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prefixes that a mirror may bring. */
@ApiType
@Doc("Prefixes that a mirror may bring.")
public record AllowedPrefix(
    @Doc("What lies within this prefix.") Prefix prefix,
    @Doc("Up to this length. Absent means the prefix itself only.") @Range(max = 128)
        @Nullable Integer le) {
  /** The rules that join its fields. */
  public static final List<Check<AllowedPrefix>> CHECKS =
      List.of(
          Check.of(
              "RF-LE-01",
              "le",
              "!has(self.le) || !isCIDR(self.prefix) || (self.le >= cidr(self.prefix).prefixLength() && self.le <= (cidr(self.prefix).ip().family() == 4 ? 32 : 128))",
              "is not a length inside the prefix; write a number from the prefix's own length to 32 (IPv4) or 128 (IPv6)",
              a ->
                  a.le() == null
                      || (a.le() >= a.prefix().length() && a.le() <= a.prefix().family().bits())));
}
