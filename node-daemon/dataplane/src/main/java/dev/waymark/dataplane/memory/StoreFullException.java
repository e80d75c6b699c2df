package dev.waymark.dataplane.memory;

/** What was asked for fits no store at all. Becomes a refusal where a commit is built. */
public final class StoreFullException extends RuntimeException {
  public StoreFullException(String message) {
    super(message);
  }
}
