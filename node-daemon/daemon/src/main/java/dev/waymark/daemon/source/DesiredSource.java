package dev.waymark.daemon.source;

/**
 * Follows what a node shall hold, on threads of its own, and tells each news once as a {@link
 * SourceReading}. A failure is told too, and healed without anybody's help.
 */
public interface DesiredSource extends AutoCloseable {

  /** Begins, with a look at once. A second time does nothing. */
  void start();

  /** Asks for a look now. */
  void lookNow();

  /** Ends it; nothing is told any more. */
  @Override
  void close();
}
