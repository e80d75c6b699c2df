package dev.waymark.api.net;

/**
 * A text is no address or prefix. The message says what is wrong and, after a semicolon, what would
 * be right; it begins with the quoted text, so that it can follow a path: {@code "10.0.0.300" is
 * not an IP address; each of the four numbers is 0–255}.
 */
public final class NetworkFormatException extends IllegalArgumentException {
  NetworkFormatException(String text, String problem) {
    super('"' + shorten(text) + "\" " + problem);
  }

  private static String shorten(String text) {
    return text.length() <= 64 ? text : text.substring(0, 63) + "…";
  }
}
