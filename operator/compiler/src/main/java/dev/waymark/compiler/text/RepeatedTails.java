package dev.waymark.compiler.text;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.NetworkFormatException;
import dev.waymark.api.net.Prefix;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines that differ in nothing but their destination, as nearly all of a large table do, are read
 * as a whole once; of the others only the destination. What a line means does not depend on the
 * destination, but for its family.
 */
final class RepeatedTails {
  private static final int MOST = 4096;

  private final Map<Family, Map<String, IpRouteLine>> known = new EnumMap<>(Family.class);

  RepeatedTails() {
    known.put(Family.V4, new HashMap<>());
    known.put(Family.V6, new HashMap<>());
  }

  /**
   * Reads one line.
   *
   * @throws IpRouteException if it is not a route
   */
  IpRouteLine parse(String line) {
    int space = line.indexOf(' ');
    Prefix to = space < 0 ? null : prefix(line.substring(0, space));
    if (to == null) {
      return IpRouteLine.parse(line);
    }
    Map<String, IpRouteLine> ofFamily = known.getOrDefault(to.family(), Map.of());
    String tail = line.substring(space);
    IpRouteLine like = ofFamily.get(tail);
    if (like != null) {
      return like.to(to);
    }
    IpRouteLine route = IpRouteLine.parse(line);
    if (ofFamily.size() < MOST) {
      ofFamily.put(tail, route);
    }
    return route;
  }

  /** The first word as a prefix; null where it is a type, an address or wrong. */
  private static @Nullable Prefix prefix(String word) {
    if (word.indexOf('/') < 0) {
      return null;
    }
    try {
      return Prefix.parse(word);
    } catch (NetworkFormatException wrong) {
      return null; // The whole line is read, which says what is wrong.
    }
  }
}
