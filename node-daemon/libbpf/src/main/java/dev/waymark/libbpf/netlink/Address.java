package dev.waymark.libbpf.netlink;

import org.jspecify.annotations.Nullable;

/**
 * An address of an interface.
 *
 * @param address the node's own
 * @param peer the other end of a point-to-point link, null where there is none
 * @param scope {@code RT_SCOPE_*}: 0 global, 253 link, 254 host
 * @param flags {@code IFA_F_*}
 */
public record Address(
    int ifindex,
    IpAddress address,
    int prefixLength,
    @Nullable IpAddress peer,
    int scope,
    int flags)
    implements KernelObject.Changeable {

  private static final int IFA_F_NODAD = 0x02;
  private static final int IFA_F_DADFAILED = 0x08;
  private static final int IFA_F_DEPRECATED = 0x20;
  private static final int IFA_F_TENTATIVE = 0x40;

  /** A global address without a peer. */
  public static Address of(int ifindex, IpAddress address, int prefixLength) {
    return new Address(ifindex, address, prefixLength, null, 0, 0);
  }

  /** The same, usable at once: its uniqueness on the link is not asked for. */
  public Address withoutDuplicateDetection() {
    return new Address(ifindex, address, prefixLength, peer, scope, flags | IFA_F_NODAD);
  }

  /** Usable as a source: its uniqueness on the link is proven, or nobody asked. */
  public boolean usable() {
    return (flags & (IFA_F_TENTATIVE | IFA_F_DADFAILED)) == 0;
  }

  public boolean deprecated() {
    return (flags & IFA_F_DEPRECATED) != 0;
  }

  @Override
  public String toString() {
    return "%s/%d on interface %d".formatted(address, prefixLength, ifindex);
  }
}
