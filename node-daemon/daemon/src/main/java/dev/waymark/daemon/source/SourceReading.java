package dev.waymark.daemon.source;

import dev.waymark.api.v1alpha1.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one look at a source found; the same words whatever the source is. */
public sealed interface SourceReading {

  /** Its newest state, whole and checked. */
  record Found(Wanted wanted) implements SourceReading {}

  /**
   * It says expressly that the node is to hold nothing: what is ours leaves the host.
   *
   * @param revision what the source calls it
   */
  record Cleared(String revision) implements SourceReading {}

  /**
   * It names what it named when it was read last.
   *
   * @param revision what the source calls it
   */
  record Unmoved(String revision) implements SourceReading {}

  /**
   * Its newest state cannot be used, and nothing of it is.
   *
   * @param revision what the source calls it
   * @param errors at least one; a line each
   */
  record Rejected(String revision, Reason reason, List<String> errors) implements SourceReading {
    public Rejected {
      errors = List.copyOf(errors);
    }
  }

  /**
   * It could not be read, or not to the end. It says nothing about what is wanted.
   *
   * @param revision what it names, where that much was seen
   */
  record Unreachable(Reason reason, @Nullable String revision, String message)
      implements SourceReading {}
}
