package dev.waymark.libbpf.netlink;

/**
 * A network interface.
 *
 * @param ifindex its number in its namespace
 * @param flags {@code IFF_*}
 * @param type {@code ARPHRD_*}: what its frames begin with
 * @param mac the link-layer address as in {@code "02:00:00:00:00:01"}, empty if it has none
 * @param kind the driver's kind, such as {@code "veth"} or {@code "bridge"}; empty for hardware
 * @param masterIfindex the bridge, bond or VRF that it belongs to, 0 if none
 * @param peerIfindex the interface below or across, in whatever namespace that is, 0 if none
 * @param operState {@code IF_OPER_*}: 6 is up, 0 unknown
 * @param xdpProgramId of the program at its XDP hook; 0: none
 */
public record Link(
    int ifindex,
    String name,
    int flags,
    int type,
    int mtu,
    String mac,
    String kind,
    int masterIfindex,
    int peerIfindex,
    int operState,
    int xdpProgramId)
    implements KernelObject {

  /** {@code ARPHRD_ETHER}. */
  public static final int ETHERNET = 1;

  /** {@code ARPHRD_LOOPBACK}. */
  public static final int LOOPBACK = 772;

  /** {@code ARPHRD_NONE}: frames begin with the IP header, as on WireGuard and tun. */
  public static final int BARE_IP = 0xfffe;

  private static final int IFF_UP = 1;
  private static final int IFF_LOOPBACK = 8;
  private static final int IFF_POINTOPOINT = 0x10;
  private static final int IFF_NOARP = 0x80;
  private static final int IFF_LOWER_UP = 0x10000;

  /** Set up by an administrator. */
  public boolean up() {
    return (flags & IFF_UP) != 0;
  }

  /** The carrier is there. */
  public boolean lowerUp() {
    return (flags & IFF_LOWER_UP) != 0;
  }

  public boolean loopback() {
    return (flags & IFF_LOOPBACK) != 0;
  }

  public boolean pointToPoint() {
    return (flags & IFF_POINTOPOINT) != 0;
  }

  /** Neighbours are not resolved here. */
  public boolean noArp() {
    return (flags & IFF_NOARP) != 0;
  }
}
