package dev.waymark.dataplane.counters;

/**
 * Packets and their bytes, all CPUs together.
 *
 * @param bytes of IP, without link-layer headers
 */
public record Count(long packets, long bytes) {
  public static final Count ZERO = new Count(0, 0);

  public Count plus(Count other) {
    return new Count(packets + other.packets, bytes + other.bytes);
  }

  public Count minus(Count other) {
    return new Count(packets - other.packets, bytes - other.bytes);
  }
}
