package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Address;
import dev.waymark.compiler.model.Owner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of packets to a destination on this node. Routes that say the same are one value.
 *
 * @param mtu in bytes; 0 is the device's
 * @param members the usable next hops, canonical order; at least one for UNICAST, and for
 *     MULTICAST, where each gets a copy; else none
 * @param owner the resource that declared it; absent for the kernel's and protected ones
 * @param src the address that the node's own senders use; absent: the output device's
 * @param input index of the interface that packets must come in by; MULTICAST only, else 0
 */
public record ResolvedRoute(
    Kind kind,
    int mtu,
    List<Member> members,
    @Nullable Owner owner,
    @Nullable Address src,
    int input) {

  /** What is done with the packet. */
  public enum Kind {
    UNICAST,
    LOCAL,
    BLACKHOLE,
    UNREACHABLE,
    PROHIBIT,
    THROW,
    MULTICAST,
    /** A route of the kernel's own, mirrored: the kernel's to handle. */
    KERNEL,
    /** Inside a protected prefix: the kernel's to handle. */
    PROTECTED
  }

  /** A share of a group. */
  public record Member(NextHopIdentity nextHop, int weight) {}

  static final ResolvedRoute KERNEL = new ResolvedRoute(Kind.KERNEL, 0, List.of(), null);
  static final ResolvedRoute PROTECTED = new ResolvedRoute(Kind.PROTECTED, 0, List.of(), null);

  /** A route that leaves the source address to the output device. */
  public ResolvedRoute(Kind kind, int mtu, List<Member> members, @Nullable Owner owner) {
    this(kind, mtu, members, owner, null);
  }

  /** Any but MULTICAST. */
  public ResolvedRoute(
      Kind kind, int mtu, List<Member> members, @Nullable Owner owner, @Nullable Address src) {
    this(kind, mtu, members, owner, src, 0);
  }

  public ResolvedRoute {
    members = List.copyOf(members);
    boolean multicast = kind == Kind.MULTICAST;
    if ((kind == Kind.UNICAST || multicast) == members.isEmpty() || multicast != (input > 0)) {
      throw new IllegalArgumentException(
          "kind=%s members=%s input=%d".formatted(kind, members, input));
    }
  }
}
