package dev.waymark.dataplane.classifier;

/**
 * Copies of packets.
 *
 * @param ifindex of the interface that copies leave by; none is made of what came in by it
 * @param oneIn one packet of so many, by chance
 */
public record Mirror(int ifindex, int oneIn) {
  public Mirror {
    if (ifindex < 1 || oneIn < 1) {
      throw new IllegalArgumentException("mirror: ifindex=" + ifindex + " oneIn=" + oneIn);
    }
  }

  /** A packet is copied if 32 random bits are not above this, unsigned. */
  int below() {
    return (int) ((1L << Integer.SIZE) / oneIn - 1);
  }
}
