package dev.waymark.e2e.example;

import dev.waymark.api.net.Family;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code packets.yaml}: what is sent, and exactly one of three outcomes.
 *
 * @param from the source address; absent with {@code flows}
 * @param to the destination
 * @param dscp the packets' code point, 0 to 63
 * @param through echo requests are answered, and were forwarded by this provider: {@code
 *     provider-a}, {@code provider-b} or {@code nobody}
 * @param answer echo requests are not answered, but with this ICMP error as ping words it, or with
 *     {@code none}
 * @param flows how many flows are sent, for {@code shares}
 * @param shares percent of the flows that each provider forwards, give or take 5
 */
public record ExpectedPacket(
    @Nullable String from,
    String to,
    @Nullable Integer dscp,
    @Nullable String through,
    @Nullable String answer,
    @Nullable Integer flows,
    @Nullable Map<String, Integer> shares) {

  public ExpectedPacket {
    int outcomes = (through == null ? 0 : 1) + (answer == null ? 0 : 1) + (shares == null ? 0 : 1);
    if (outcomes != 1) {
      throw new IllegalArgumentException(
          "a packet to " + to + " needs one of through, answer, shares, not " + outcomes);
    }
  }

  /** The family of the destination. */
  public Family family() {
    return to.contains(":") ? Family.V6 : Family.V4;
  }
}
