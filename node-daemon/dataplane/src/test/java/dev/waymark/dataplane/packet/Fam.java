package dev.waymark.dataplane.packet;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A family's address plan, so that one row of a table can be written once and run for both. */
enum Fam {
  V4,
  V6;

  /** Network {@code n}: 10.n.0.0/16 or 2001:db8:n::/48. */
  String net(int n) {
    return this == V4 ? "10." + n + ".0.0/16" : "2001:db8:" + n + "::/48";
  }

  /** A prefix of {@code part} of network {@code n}, 8 bits longer. */
  String subnet(int n, int part) {
    return this == V4 ? "10." + n + "." + part + ".0/24" : "2001:db8:" + n + ":" + part + "00::/56";
  }

  /** A host of part 0 of network {@code n}. */
  String host(int n, int host) {
    return host(n, 0, host);
  }

  /** A host of a part of network {@code n}. */
  String host(int n, int part, int host) {
    return this == V4
        ? "10." + n + "." + part + "." + host
        : "2001:db8:" + n + ":" + part + "00::" + Integer.toHexString(host);
  }

  /** The prefix of one host. */
  String single(int n, int host) {
    return host(n, host) + (this == V4 ? "/32" : "/128");
  }

  /** Every address. */
  String all() {
    return this == V4 ? "0.0.0.0/0" : "::/0";
  }

  /** The header from the client to a host of network {@code n}. */
  Ip to(int n) {
    return to(n, 7);
  }

  Ip to(int n, int host) {
    return Layers.ip(host(Scene.CLIENTS, 5), host(n, host));
  }

  /** The number of bytes that the header of {@link #to} has. */
  int header() {
    return this == V4 ? 20 : 40;
  }

  /** One row for each family. */
  static List<PacketCase> both(Function<Fam, PacketCase.Draft> row) {
    return Stream.of(values()).map(fam -> row.apply(fam).named(fam).done()).toList();
  }
}
