package dev.waymark.controller.rollout;

import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.Slice;
import dev.waymark.compiler.slice.SliceStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The slices that a cluster keeps, in memory. */
public final class SliceMap implements SliceStore {
  private final Map<Digest, byte[]> slices = new HashMap<>();

  @Override
  public Optional<byte[]> get(Digest name) {
    return Optional.ofNullable(slices.get(name));
  }

  public void put(Slice slice) {
    slices.put(slice.name(), slice.bytes());
  }

  /** As if somebody had removed them all. */
  void clear() {
    slices.clear();
  }
}
