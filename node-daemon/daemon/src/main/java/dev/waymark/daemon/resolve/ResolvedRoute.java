package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Address;
import dev.waymark.compiler.model.Owner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of packets to a destination on this node. Routes that say the same are one value.
 *
 * @param mtu in bytes; 0 is the device's
 * @param members the usable next hops, canonical order; UNICAST only, and then at least one
 * @param owner the resource that declared it; absent for the kernel's and protected ones
 * @param src the address that the node's own senders use; absent: the output device's
 */
public record ResolvedRoute(
    Kind kind, int mtu, List<Member> members, @Nullable Owner owner, @Nullable Address src) {

  /** What is done with the packet. */
  public enum Kind {
    UNICAST,
    LOCAL,
    BLACKHOLE,
    UNREACHABLE,
    PROHIBIT,
    THROW,
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

  public ResolvedRoute {
    members = List.copyOf(members);
    if ((kind == Kind.UNICAST) == members.isEmpty()) {
      throw new IllegalArgumentException("kind=%s members=%s".formatted(kind, members));
    }
  }
}
