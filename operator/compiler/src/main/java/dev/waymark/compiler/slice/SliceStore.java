package dev.waymark.compiler.slice;

import java.util.Optional;

/**
 * Where slices are kept, by name. The bytes need not be trusted: {@link SliceTree#read} checks them
 * against the name.
 *
 * <p>What cannot be read for another reason than absence is thrown as {@link
 * java.io.UncheckedIOException}.
 */
@FunctionalInterface
public interface SliceStore {
  /** The bytes of {@link Slice#bytes()}, or empty if there is no such slice. */
  Optional<byte[]> get(Digest name);
}
