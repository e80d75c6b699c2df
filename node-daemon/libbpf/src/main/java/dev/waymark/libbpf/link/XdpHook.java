package dev.waymark.libbpf.link;

import dev.waymark.libbpf.netlink.Link;
import dev.waymark.libbpf.netlink.NetlinkSocket;

/** Who sits at an interface's XDP hook, ours or another's. */
public final class XdpHook {

  private XdpHook() {}

  /**
   * The id of the program at the hook; 0: there is none, or no such interface.
   *
   * @param ifindex of an interface in the calling thread's network namespace
   */
  public static int program(int ifindex) {
    try (NetlinkSocket socket = NetlinkSocket.open()) {
      return socket.links().stream()
          .filter(link -> link.ifindex() == ifindex)
          .mapToInt(Link::xdpProgramId)
          .findFirst()
          .orElse(0);
    }
  }
}
