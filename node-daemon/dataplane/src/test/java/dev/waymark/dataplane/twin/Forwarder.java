package dev.waymark.dataplane.twin;

/** Who forwards on a router. */
enum Forwarder {
  /** The kernel, by its main table. */
  KERNEL("kernel"),
  /** Waymark, by itself where it can. */
  FAST("fast"),
  /** Waymark chooses, the kernel forwards. */
  KERNEL_PATH("marked");

  private final String word;

  Forwarder(String word) {
    this.word = word;
  }

  /** A word that its namespaces are named after. */
  String word() {
    return word;
  }
}
