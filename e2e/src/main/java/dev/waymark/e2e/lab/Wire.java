package dev.waymark.e2e.lab;

import java.util.ArrayList;
import java.util.List;

/**
 * A cable between two hosts, with an address at each end for every network that runs over it:
 *
 * <pre>{@code
 * Wire.from(client, "eth0").to(router, "lan0")
 *     .carries("10.1.1.2/24", "10.1.1.1/24")
 *     .carries("2001:db8:1:1::2/64", "2001:db8:1:1::1/64")
 *     .plug();
 * }</pre>
 */
public final class Wire {
  private final Host left;
  private final String leftInterface;
  private final Host right;
  private final String rightInterface;
  private final List<String> leftAddresses = new ArrayList<>();
  private final List<String> rightAddresses = new ArrayList<>();

  private Wire(Host left, String leftInterface, Host right, String rightInterface) {
    this.left = left;
    this.leftInterface = leftInterface;
    this.right = right;
    this.rightInterface = rightInterface;
  }

  /** One end of a cable. */
  public record End(Host host, String interfaceName) {
    /** The other end. */
    public Wire to(Host other, String otherInterface) {
      return new Wire(host, interfaceName, other, otherInterface);
    }
  }

  /** Begins a cable at an interface of this host, to be made. */
  public static End from(Host host, String interfaceName) {
    return new End(host, interfaceName);
  }

  /** A network over this wire: the address with its prefix length, at either end. */
  public Wire carries(String leftAddress, String rightAddress) {
    leftAddresses.add(leftAddress);
    rightAddresses.add(rightAddress);
    return this;
  }

  void leftCarries(String leftAddress) {
    leftAddresses.add(leftAddress);
  }

  /** Makes both interfaces, gives them their addresses and brings them up. */
  public void plug() {
    Command.of(
            ("ip link add "
                    + leftInterface
                    + " netns "
                    + left.namespace()
                    + " type veth peer name "
                    + rightInterface
                    + " netns "
                    + right.namespace())
                .split(" "))
        .run()
        .orFail();
    left.ip(lines(leftInterface, leftAddresses));
    right.ip(lines(rightInterface, rightAddresses));
  }

  static String[] lines(String interfaceName, List<String> addresses) {
    var lines = new ArrayList<String>();
    for (String address : addresses) {
      // Without this an IPv6 address may not be used for its first second.
      String noWait = address.contains(":") ? " nodad" : "";
      lines.add("address add " + address + " dev " + interfaceName + noWait);
    }
    lines.add("link set " + interfaceName + " up");
    return lines.toArray(String[]::new);
  }
}
