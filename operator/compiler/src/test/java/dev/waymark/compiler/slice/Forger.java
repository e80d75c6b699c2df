package dev.waymark.compiler.slice;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A tree in which one slice was changed and every name above it made right again. */
final class Forger implements SliceStore {
  private final Map<Digest, byte[]> slices = new HashMap<>();
  private final Map<Digest, Digest> renamed = new HashMap<>();
  private Digest root;

  Forger(SliceTree tree, Random random) {
    this.root = tree.root();
    int victim = random.nextInt(tree.slices().size());
    int place = 0;
    // A slice stands after those that it names, so names below are known by the time they are
    // needed.
    for (Slice slice : tree.slices()) {
      byte[] bytes = withNewNames(slice);
      if (place++ == victim) {
        bytes = changed(bytes, random);
      }
      Digest name = Digest.of(bytes);
      renamed.put(slice.name(), name);
      slices.put(name, bytes);
      if (slice.name().equals(tree.root())) {
        root = name;
      }
    }
  }

  Digest root() {
    return root;
  }

  @Override
  public Optional<byte[]> get(Digest name) {
    return Optional.ofNullable(slices.get(name));
  }

  public void put(Slice slice) {
    slices.put(slice.name(), slice.bytes());
  }

  private byte[] withNewNames(Slice slice) {
    byte[] bytes = slice.bytes();
    for (Digest ref : slice.refs()) {
      byte[] old = ref.bytes();
      byte[] fresh = renamed.getOrDefault(ref, ref).bytes();
      for (int i = 0; i + Digest.SIZE <= bytes.length; i++) {
        if (Arrays.equals(bytes, i, i + Digest.SIZE, old, 0, Digest.SIZE)) {
          System.arraycopy(fresh, 0, bytes, i, Digest.SIZE);
        }
      }
    }
    return bytes;
  }

  private static byte[] changed(byte[] bytes, Random random) {
    byte[] changed = bytes.clone();
    switch (random.nextInt(4)) {
      case 0 -> {
        return Arrays.copyOf(changed, random.nextInt(changed.length + 1));
      }
      case 1 -> {
        return Arrays.copyOf(changed, changed.length + 1 + random.nextInt(8));
      }
      case 2 -> changed[random.nextInt(changed.length)] = (byte) 0xff;
      default -> {
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
          changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return changed;
  }
}
