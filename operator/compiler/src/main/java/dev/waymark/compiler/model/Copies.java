package dev.waymark.compiler.model;

/**
 * Where copies of packets go.
 *
 * @param oneIn one packet of so many, 1–1,000,000
 */
public record Copies(String interfaceName, int oneIn) {
  /** The most. */
  public static final int MOST = 1_000_000;

  /** Refuses shares outside 1–1,000,000. */
  public Copies {
    if (oneIn < 1 || oneIn > MOST) {
      throw new IllegalArgumentException("one in " + oneIn + " is not 1–" + MOST);
    }
  }

  @Override
  public String toString() {
    return oneIn == 1 ? interfaceName : interfaceName + " one in " + oneIn;
  }
}
