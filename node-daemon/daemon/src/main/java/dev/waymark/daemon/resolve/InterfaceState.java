package dev.waymark.daemon.resolve;

/**
 * One network interface as the kernel reports it.
 *
 * @param index the kernel's number for it
 * @param up the administrator switched it on
 * @param carrier it is connected: the kernel's LOWER_UP
 * @param mtu in bytes
 * @param linkHeader bytes of link-layer header: 14 for Ethernet, 0 for a device without one
 * @param loopback it is a loopback device
 * @param kind the kernel's name for a virtual device's kind, such as {@code veth}; empty for
 *     hardware
 * @param master index of the bridge, bond or VRF that it is enslaved to; 0 for none
 * @param mac the link-layer address as in {@code 02:00:00:00:00:01}; empty if it has none
 */
public record InterfaceState(
    int index,
    String name,
    boolean up,
    boolean carrier,
    int mtu,
    int linkHeader,
    boolean loopback,
    String kind,
    int master,
    String mac) {

  /** Whether packets can leave by it now. */
  public boolean usable() {
    return up && carrier;
  }

  /** Why it is not usable, as a part of a sentence. */
  public String whyUnusable() {
    return up ? name + " has no carrier" : name + " is down";
  }
}
