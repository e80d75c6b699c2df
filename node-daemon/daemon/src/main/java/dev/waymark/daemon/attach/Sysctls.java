package dev.waymark.daemon.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Kernel switches that decide what becomes of packets after the program: looked at, never set. */
public final class Sysctls {

  private static final Path NET = Path.of("/proc/sys/net");

  private Sysctls() {}

  /** What in the kernel's settings stands against the Kernel path on an interface, or nothing. */
  public static String obstacle(String interfaceName) {
    int all = number("ipv4/conf/all/rp_filter");
    int own = number("ipv4/conf/" + interfaceName + "/rp_filter");
    if (Math.max(all, own) == 1) {
      return "strict reverse-path filter may drop packets: set net.ipv4.conf.%s.rp_filter to 0 or 2"
          .formatted(all == 1 ? "all" : interfaceName);
    }
    if (number("ipv4/ip_forward") == 0) {
      return "the kernel forwards no IPv4 here: set net.ipv4.ip_forward=1";
    }
    return "";
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
