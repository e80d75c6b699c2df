package dev.waymark.e2e.example;

import dev.waymark.api.net.Family;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code packets.yaml}: what is sent, and exactly one of four outcomes.
 *
 * @param from the source address; absent with {@code flows}
 * @param to the destination
 * @param dscp the packets' code point, 0 to 63
 * @param through echo requests are answered, and were forwarded by this provider: {@code
 *     provider-a}, {@code provider-b} or {@code nobody}
 * @param answer echo requests are not answered, but with this ICMP error as ping words it, or with
 *     {@code none}
 * @param receivers datagrams to this group of receivers reach exactly these of the hosts that have
 *     joined it: {@code router}, {@code provider-a} and {@code provider-b}
 * @param flows how many flows are sent, for {@code shares}
 * @param shares percent of the flows that each provider forwards, give or take 5
 */
public record ExpectedPacket(
    @Nullable String from,
    String to,
    @Nullable Integer dscp,
    @Nullable String through,
    @Nullable String answer,
    @Nullable List<String> receivers,
    @Nullable Integer flows,
    @Nullable Map<String, Integer> shares) {

  public ExpectedPacket {
    long outcomes =
        Stream.of(
                Optional.ofNullable(through),
                Optional.ofNullable(answer),
                Optional.ofNullable(receivers),
                Optional.ofNullable(shares))
            .filter(Optional::isPresent)
            .count();
    if (outcomes != 1) {
      throw new IllegalArgumentException(
          "a packet to " + to + " needs one of through, answer, receivers, shares, not " + outcomes);
    }
  }

  /** The family of the destination. */
  public Family family() {
    return to.contains(":") ? Family.V6 : Family.V4;
  }
}
