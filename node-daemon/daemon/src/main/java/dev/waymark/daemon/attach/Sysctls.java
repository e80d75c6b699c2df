package dev.waymark.daemon.attach;

import dev.waymark.api.net.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Kernel switches that decide what becomes of packets after the program: looked at, never set. */
public final class Sysctls {

  private static final Path NET = Path.of("/proc/sys/net");

  private Sysctls() {}

  /**
   * Strict reverse-path filtering on an interface: it drops packets that the Kernel path is to
   * forward. Empty if there is none, else what to do.
   */
  public static String strictReversePath(String interfaceName) {
    int all = number("ipv4/conf/all/rp_filter");
    int own = number("ipv4/conf/" + interfaceName + "/rp_filter");
    return Math.max(all, own) == 1
        ? "strict reverse-path filter may drop packets: set net.ipv4.conf.%s.rp_filter to 0 or 2"
            .formatted(all == 1 ? "all" : interfaceName)
        : "";
  }

  /** The kernel forwards nothing of a family. Empty if it does, else what to do. */
  public static String forwardingOff(Family family) {
    return switch (family) {
      case V4 ->
          number("ipv4/ip_forward") == 0
              ? "the kernel forwards no IPv4 here: set net.ipv4.ip_forward=1"
              : "";
      case V6 ->
          number("ipv6/conf/all/forwarding") == 0
              ? "the kernel forwards no IPv6 here: set net.ipv6.conf.all.forwarding=1"
              : "";
    };
  }

  /** -1 when it cannot be told, which stands against nothing. */
  private static int number(String name) {
    try {
      return Integer.parseInt(Files.readString(NET.resolve(name)).strip());
    } catch (IOException | NumberFormatException unknown) {
      return -1;
    }
  }
}
