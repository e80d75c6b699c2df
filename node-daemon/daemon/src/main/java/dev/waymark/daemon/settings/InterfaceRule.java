package dev.waymark.daemon.settings;

/**
 * Which interfaces to attach to, and how. Of several that match one interface the first counts.
 *
 * @param match a name, a glob with {@code *} and {@code ?}, or {@code Uplink}: every interface that
 *     is neither enslaved nor a container network's
 */
public record InterfaceRule(
    String match, PathChoice path, HookChoice hook, SourceCheckChoice sourceCheck) {

  /** Matches every uplink. */
  public static final String UPLINK = "Uplink";

  /** Who forwards. */
  public enum PathChoice {
    /** The kernel, by the next hop that the program chose: all its features stay. */
    Kernel,
    /** The program itself, straight to the neighbour. */
    Fast
  }

  /** Where programs sit. */
  public enum HookChoice {
    /** At TCX, where everything is decided. */
    Tcx,
    /** There, and in the driver, where what TCX would drop is dropped early. */
    Xdp
  }

  /** What the Fast path asks of a packet's source address. */
  public enum SourceCheckChoice {
    /** The route to the source leaves by the interface that the packet came in by. */
    Strict,
    /** There is a route to the source. */
    Loose,
    Off
  }

  /** Whether it is {@code Uplink}, which needs to know more than a name. */
  public boolean matchesUplinks() {
    return match.equals(UPLINK);
  }

  /** Whether the name is matched as a name or glob. */
  public boolean matchesName(String name) {
    return globMatches(match, 0, name, 0);
  }

  /** Whether it names one interface, which is missing when absent. */
  public boolean namesOne() {
    return !matchesUplinks() && match.indexOf('*') < 0 && match.indexOf('?') < 0;
  }

  private static boolean globMatches(String glob, int g, String name, int n) {
    if (g == glob.length()) {
      return n == name.length();
    }
    return switch (glob.charAt(g)) {
      case '*' ->
          globMatches(glob, g + 1, name, n)
              || (n < name.length() && globMatches(glob, g, name, n + 1));
      case '?' -> n < name.length() && globMatches(glob, g + 1, name, n + 1);
      default ->
          n < name.length()
              && glob.charAt(g) == name.charAt(n)
              && globMatches(glob, g + 1, name, n + 1);
    };
  }
}
