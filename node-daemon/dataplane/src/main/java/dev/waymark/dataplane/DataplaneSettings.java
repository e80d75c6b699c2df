package dev.waymark.dataplane;

import dev.waymark.dataplane.layout.StoreLayout;
import java.nio.file.Path;

/**
 * Where the data plane lives and how large it may become.
 *
 * @param pinDirectory on a bpf file system; made if need be
 * @param initialBytes of a new store, rounded up to a power of two
 * @param largestBytes that a store may grow to, rounded down to a power of two
 */
public record DataplaneSettings(Path pinDirectory, long initialBytes, long largestBytes) {

  /** Enough for some ten thousand routes; it is all resident. */
  public static final long INITIAL_BYTES = 2L << 20;

  public static final long LARGEST_BYTES = 256L << 20;

  public DataplaneSettings {
    largestBytes = Long.highestOneBit(Math.min(largestBytes, StoreLayout.STORE_MAX));
    if (largestBytes < StoreLayout.STORE_MIN) {
      throw new IllegalArgumentException(
          "a store of at most %d bytes: it needs %d"
              .formatted(largestBytes, StoreLayout.STORE_MIN));
    }
    initialBytes = Math.min(largestBytes, powerOfTwo(initialBytes));
  }

  /** The usual sizes. */
  public static DataplaneSettings in(Path pinDirectory) {
    return new DataplaneSettings(pinDirectory, INITIAL_BYTES, LARGEST_BYTES);
  }

  /** The smallest size of a store that has at least so many bytes. */
  static long powerOfTwo(long bytes) {
    long least = Math.max(bytes, StoreLayout.STORE_MIN);
    return least > 1L << 40 ? least : Long.highestOneBit(least - 1) << 1;
  }
}
