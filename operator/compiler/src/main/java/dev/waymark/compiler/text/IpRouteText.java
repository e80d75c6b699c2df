package dev.waymark.compiler.text;

/** A text of lines, each a route; empty lines and what follows a {@code #} are passed over. */
public final class IpRouteText {
  private IpRouteText() {}

  /** What a text tells, in its order. */
  public interface Lines {
    /** A route; lines count from 1. */
    void route(int line, IpRouteLine route);

    /** A line that is no route, and why. */
    void wrong(int line, String problem);
  }

  /** Reads every line, also after wrong ones. */
  public static void read(String text, Lines lines) {
    RepeatedTails tails = new RepeatedTails();
    int number = 0;
    for (int start = 0; start < text.length(); ) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed;
      number++;
      String line = content(text, start, end);
      if (!line.isEmpty()) {
        read(number, line, tails, lines);
      }
      start = end + 1;
    }
  }

  private static void read(int number, String line, RepeatedTails tails, Lines lines) {
    IpRouteLine route;
    try {
      route = tails.parse(line);
    } catch (IpRouteException e) {
      lines.wrong(number, String.valueOf(e.getMessage()));
      return;
    }
    lines.route(number, route);
  }

  private static String content(String text, int start, int end) {
    int hash = text.indexOf('#', start, end);
    return text.substring(start, hash >= 0 ? hash : end).strip();
  }
}
