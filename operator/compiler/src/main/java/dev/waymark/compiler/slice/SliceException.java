package dev.waymark.compiler.slice;

/**
 * A state cannot be read from its slices. The message names the slice; nothing of the state has
 * been used.
 */
public sealed class SliceException extends RuntimeException {
  private final transient Digest slice;

  SliceException(Digest slice, String message, Throwable cause) {
    super(message, cause);
    this.slice = slice;
  }

  SliceException(Digest slice, String message) {
    super(message);
    this.slice = slice;
  }

  /** The slice that is missing or corrupt. */
  public Digest slice() {
    return slice;
  }

  /** The store does not have the slice: fetch it and read again. */
  public static final class Missing extends SliceException {
    Missing(Digest slice) {
      super(slice, "slice " + slice + " is missing");
    }
  }

  /** The bytes are not what their name says, or are no slice. */
  public static final class Corrupt extends SliceException {
    Corrupt(Digest slice, String problem) {
      super(slice, "slice " + slice + " is corrupt: " + problem);
    }

    Corrupt(Digest slice, String problem, Throwable cause) {
      super(slice, "slice " + slice + " is corrupt: " + problem, cause);
    }
  }
}
