package dev.waymark.api.net;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;

/** An IP protocol by its number; the common ones have names. */
public record Protocol(int number) {
  /** The names, in the order of their numbers. */
  public static final Map<String, Integer> NAMES =
      Map.of("Icmp", 1, "Tcp", 6, "Udp", 17, "Icmpv6", 58, "Sctp", 132);

  public static final Protocol TCP = new Protocol(6);
  public static final Protocol UDP = new Protocol(17);
  public static final Protocol SCTP = new Protocol(132);
  public static final Protocol ICMP = new Protocol(1);
  public static final Protocol ICMPV6 = new Protocol(58);

  /** Refuses what is no protocol number. */
  public Protocol {
    if (number < 0 || number > 255) {
      throw new IllegalArgumentException(
          number + " is not a protocol; write Tcp, Udp, Sctp, Icmp, Icmpv6 or a number 0–255");
    }
  }

  /** A protocol by its number. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Protocol of(int number) {
    return new Protocol(number);
  }

  /**
   * A protocol by its name.
   *
   * @throws IllegalArgumentException saying what would be right
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Protocol named(String name) {
    Integer number = NAMES.get(name);
    if (number == null) {
      throw new IllegalArgumentException(
          '"'
              + name
              + "\" is not a protocol; write Tcp, Udp, Sctp, Icmp, Icmpv6 or a number 0–255");
    }
    return new Protocol(number);
  }

  /** Whether packets of the protocol have ports: TCP, UDP and SCTP. */
  public boolean ports() {
    return number == 6 || number == 17 || number == 132;
  }

  /** The name, or the number where there is none. */
  @JsonValue
  public Object json() {
    for (Map.Entry<String, Integer> name : NAMES.entrySet()) {
      if (name.getValue() == number) {
        return name.getKey();
      }
    }
    return number;
  }
}
