package dev.waymark.compiler.text;

/**
 * A line is no route. The message says what is wrong and, after a semicolon, what would be right.
 */
public final class IpRouteException extends IllegalArgumentException {
  IpRouteException(String message) {
    super(message);
  }

  IpRouteException(String message, Throwable cause) {
    super(message, cause);
  }
}
