package dev.waymark.libbpf.netlink;

import java.util.stream.IntStream;

/** What a subscription is about, both families of it. */
public enum NetlinkGroup {
  LINKS(1, 1),
  NEIGHBOURS(3, 3),
  ADDRESSES(5, 9),
  ROUTES(7, 11),
  RULES(8, 19),
  SETTINGS(24, 25);

  private final int v4;
  private final int v6;

  NetlinkGroup(int v4, int v6) {
    this.v4 = v4;
    this.v6 = v6;
  }

  /** {@code RTNLGRP_*}. */
  IntStream numbers() {
    return IntStream.of(v4, v6).distinct();
  }
}
