package dev.waymark.libbpf.netlink;

/**
 * What the kernel knows of a neighbour's link-layer address.
 *
 * @param mac as in {@code "02:00:00:00:00:01"}, empty if not known
 * @param state {@code NUD_*}
 * @param flags {@code NTF_*}
 */
public record Neighbour(int ifindex, IpAddress address, String mac, int state, int flags)
    implements KernelObject.Changeable {

  private static final int NUD_REACHABLE = 0x02;
  private static final int NUD_STALE = 0x04;
  private static final int NUD_DELAY = 0x08;
  private static final int NUD_PROBE = 0x10;
  private static final int NUD_FAILED = 0x20;
  private static final int NUD_NOARP = 0x40;
  private static final int NUD_PERMANENT = 0x80;

  /** An entry that the kernel neither checks nor forgets. */
  public static Neighbour permanent(int ifindex, IpAddress address, String mac) {
    return new Neighbour(ifindex, address, mac, NUD_PERMANENT, 0);
  }

  /** Packets can be sent to it now. */
  public boolean valid() {
    return (state & (NUD_PERMANENT | NUD_NOARP | NUD_REACHABLE | NUD_PROBE | NUD_STALE | NUD_DELAY))
        != 0;
  }

  /** It did not answer. */
  public boolean failed() {
    return (state & NUD_FAILED) != 0;
  }

  @Override
  public String toString() {
    return "neighbour %s on interface %d".formatted(address, ifindex);
  }
}
