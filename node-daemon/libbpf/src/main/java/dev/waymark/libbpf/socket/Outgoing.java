package dev.waymark.libbpf.socket;

/**
 * What decides the way of a socket's packets beside their destination.
 *
 * @param mark on every packet; 0: none
 * @param device the interface that they must leave by, on which the destination then counts as a
 *     neighbour where no route leads to it; empty: any
 */
public record Outgoing(int mark, String device) {

  /** By the way of this mark. */
  public static Outgoing marked(int mark) {
    return new Outgoing(mark, "");
  }

  /** By this interface. */
  public static Outgoing by(String device) {
    return new Outgoing(0, device);
  }
}
