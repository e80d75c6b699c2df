package dev.waymark.libbpf.netlink;

import org.jspecify.annotations.Nullable;

/**
 * A sysctl of the kernel's forwarding, as the kernel tells of its change ({@code RTM_NEWNETCONF}).
 * What a message does not speak of is null.
 *
 * @param ifindex {@link #ALL}, {@link #DEFAULT}, or an interface's number
 * @param forwarding whether packets are forwarded
 * @param reversePathFilter IPv4's {@code rp_filter}: 0 off, 1 strict, 2 loose
 */
public record NetworkSetting(
    IpFamily family, int ifindex, @Nullable Boolean forwarding, @Nullable Integer reversePathFilter)
    implements KernelObject {

  /** {@code conf.all}. */
  public static final int ALL = -1;

  /** {@code conf.default}, which interfaces to come begin with. */
  public static final int DEFAULT = -2;
}
