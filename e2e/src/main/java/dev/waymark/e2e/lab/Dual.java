package dev.waymark.e2e.lab;

import dev.waymark.api.net.Family;
import java.util.Arrays;

/** The two addresses of one place, an IPv4 and an IPv6 one. */
public record Dual(String v4, String v6) {

  /** The address of this family. */
  public String in(Family family) {
    return switch (family) {
      case V4 -> v4;
      case V6 -> v6;
    };
  }

  /** Whether this is one of the two. */
  public boolean has(String address) {
    return v4.equals(address) || v6.equals(address);
  }

  /** Whether one of the two stands in this line, as a word. */
  public boolean isIn(String line) {
    return Arrays.stream(line.split("\\s+", -1)).anyMatch(this::has);
  }
}
