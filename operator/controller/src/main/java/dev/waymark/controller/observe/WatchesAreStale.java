package dev.waymark.controller.observe;

/** The informers do not tell what the API server holds: only reading everything anew helps. */
public final class WatchesAreStale extends RuntimeException {
  WatchesAreStale(String message) {
    super(message);
  }
}
