package dev.waymark.daemon.settings;

import dev.waymark.api.net.Prefix;
import dev.waymark.daemon.kernel.NumberRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All settings of one node, with a value for whatever was absent.
 *
 * @param node its name; {@code labels} are what node selectors see
 * @param source where what it shall hold is read
 * @param interfaces in the order in which they are tried
 * @param markMask the bits of a packet's mark that are ours to write
 * @param kernelTables ids of kernel tables that are ours
 * @param rulePriorities priorities of kernel rules that are ours
 * @param shields prefixes that are left to the kernel whatever is declared
 * @param storeLimit largest size of the store in bytes, a power of two
 * @param localRoutes how many routes are copied for local senders at most
 * @param metricsListen where metrics are served; empty: nowhere
 * @param clock whether somebody has to vouch for the host's clock before a route ends by it
 */
public record NodeSettings(
    String node,
    Map<String, String> labels,
    SourceSettings source,
    List<InterfaceRule> interfaces,
    int markMask,
    NumberRange kernelTables,
    NumberRange rulePriorities,
    List<Prefix> shields,
    long storeLimit,
    int localRoutes,
    Directories directories,
    Optional<ListenAddress> metricsListen,
    ClockChoice clock) {

  /** Who vouches for the clock. */
  public enum ClockChoice {
    /** The kernel, which knows whether an NTP client keeps it. */
    Synchronised,
    /** The installer: something that the kernel does not know of keeps it, as a hypervisor may. */
    Trusted
  }

  /** Where the daemon keeps things: pins, what must outlive a reboot, what need not. */
  public record Directories(Path pin, Path state, Path run) {}

  static final int MARK_MASK = 0x1f7f;
  static final NumberRange KERNEL_TABLES = new NumberRange(20000, 24095);
  static final NumberRange RULE_PRIORITIES = new NumberRange(20000, 20999);
  static final long STORE_LIMIT = 256L << 20;
  static final int LOCAL_ROUTES = 65_536;
  static final Optional<ListenAddress> METRICS_LISTEN =
      Optional.of(ListenAddress.parse("127.0.0.1:9640"));
  static final Directories DIRECTORIES =
      new Directories(
          Path.of("/sys/fs/bpf/waymark"), Path.of("/var/lib/waymark"), Path.of("/run/waymark"));
  static final List<InterfaceRule> INTERFACES =
      List.of(
          new InterfaceRule(
              InterfaceRule.UPLINK,
              InterfaceRule.PathChoice.Kernel,
              InterfaceRule.HookChoice.Tcx,
              InterfaceRule.SourceCheckChoice.Strict));

  public NodeSettings {
    labels = Map.copyOf(labels);
    interfaces = List.copyOf(interfaces);
    shields = List.copyOf(shields);
  }
}
