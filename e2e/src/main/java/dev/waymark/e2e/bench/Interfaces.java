package dev.waymark.e2e.bench;

import dev.waymark.e2e.lab.Host;
import dev.waymark.libbpf.netlink.Link;
import dev.waymark.libbpf.netlink.NetlinkSocket;
import dev.waymark.libbpf.netns.NetworkNamespace;

/** The interfaces of a host, as the kernel numbers and addresses them. */
final class Interfaces {

  private Interfaces() {}

  /** The interface of that name, which must be there. */
  static Link of(Host host, String name) throws Exception {
    try (var namespace = NetworkNamespace.open(host.file())) {
      return namespace.call(() -> {
        try (var netlink = NetlinkSocket.open()) {
          return netlink.links().stream()
              .filter(link -> link.name().equals(name))
              .findFirst()
              .orElseThrow();
        }
      });
    }
  }
}
