package dev.waymark.libbpf.netlink;

import org.jspecify.annotations.Nullable;

/** IPv4 or IPv6. */
public enum IpFamily {
  V4(2, 4),
  V6(10, 16);

  private final int number;
  private final int bytes;

  IpFamily(int number, int bytes) {
    this.number = number;
    this.bytes = bytes;
  }

  /** {@code AF_INET} or {@code AF_INET6}. */
  public int number() {
    return number;
  }

  /** Bytes of an address. */
  public int bytes() {
    return bytes;
  }

  public int bits() {
    return bytes * 8;
  }

  static @Nullable IpFamily of(int number) {
    return number == V4.number ? V4 : number == V6.number ? V6 : null;
  }
}
