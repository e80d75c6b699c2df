package dev.waymark.compiler.slice;

import dev.waymark.api.node.v1alpha1.SliceKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One immutable slice. Its bytes are {@code kind, format, count, refs, payload}, and its name is
 * their digest.
 *
 * <p>{@code count} says how many things the slice holds (routes, rules, prefixes; of an index, its
 * slices), {@code refs} name the slices below it.
 */
public final class Slice {
  /** The one format that this version writes and reads. */
  public static final int FORMAT = 1;

  /** The most bytes of a slice after kind and format. */
  public static final int LARGEST = 65_536;

  /** The most slices that one slice names. */
  public static final int REFS_MAX = 2_000;

  private final Digest name;
  private final byte[] bytes;
  private final SliceKind kind;
  private final int count;
  private final List<Digest> refs;
  private final int payload;

  private Slice(
      Digest name, byte[] bytes, SliceKind kind, int count, List<Digest> refs, int payload) {
    this.name = name;
    this.bytes = bytes;
    this.kind = kind;
    this.count = count;
    this.refs = refs;
    this.payload = payload;
  }

  static Slice of(SliceKind kind, int count, List<Digest> refs, ByteWriter payload) {
    ByteWriter head = head(kind, count, refs, payload.size());
    int start = head.size();
    head.append(payload);
    byte[] bytes = head.toBytes();
    if (bytes.length - 2 > LARGEST || refs.size() > REFS_MAX) {
      throw new IllegalStateException(
          "a "
              + kind
              + " slice of "
              + bytes.length
              + " bytes and "
              + refs.size()
              + " refs is too large");
    }
    return new Slice(Digest.of(bytes), bytes, kind, count, List.copyOf(refs), start);
  }

  /** The stored bytes of a slice whose parts are kept apart. */
  static byte[] bytes(SliceKind kind, int count, List<Digest> refs, byte[] payload) {
    ByteWriter bytes = head(kind, count, refs, payload.length);
    bytes.raw(payload);
    return bytes.toBytes();
  }

  private static ByteWriter head(SliceKind kind, int count, List<Digest> refs, int payload) {
    ByteWriter head = new ByteWriter(16 + Digest.SIZE * refs.size() + payload);
    head.put(code(kind));
    head.put(FORMAT);
    head.varint(count);
    head.varint(refs.size());
    for (Digest ref : refs) {
      head.raw(ref.bytes());
    }
    return head;
  }

  /**
   * Reads a slice and checks it against its name.
   *
   * @throws SliceException.Corrupt if the bytes have another digest or are no slice
   */
  public static Slice parse(Digest name, byte[] bytes) {
    if (!Digest.of(bytes).equals(name)) {
      throw new SliceException.Corrupt(
          name, "its " + bytes.length + " bytes have digest " + Digest.of(bytes));
    }
    if (bytes.length - 2 > LARGEST) {
      throw new SliceException.Corrupt(
          name, bytes.length + " bytes are more than a slice may have");
    }
    ByteReader reader = new ByteReader(name, bytes, 0);
    SliceKind kind = kind(name, reader.get());
    int format = reader.get();
    if (format != FORMAT) {
      throw new SliceException.Corrupt(
          name, "it has format " + format + "; this version reads " + FORMAT);
    }
    int count = reader.number(Integer.MAX_VALUE, "count");
    int size = reader.number(REFS_MAX, "number of refs");
    List<Digest> refs = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      refs.add(Digest.fromBytes(reader.raw(Digest.SIZE)));
    }
    return new Slice(name, bytes.clone(), kind, count, List.copyOf(refs), reader.position());
  }

  /** Part of the format, and never reused. */
  static int code(SliceKind kind) {
    return switch (kind) {
      case Root -> 1;
      case Index -> 2;
      case Routes -> 3;
      case Rules -> 4;
      case Addresses -> 5;
      case Steers -> 6;
      case Trials -> 7;
      case Mirrors -> 8;
      case Liveness -> 9;
    };
  }

  private static SliceKind kind(Digest name, int code) {
    for (SliceKind kind : SliceKind.values()) {
      if (code(kind) == code) {
        return kind;
      }
    }
    throw new SliceException.Corrupt(name, "its kind is unknown: " + code);
  }

  /** The digest of {@link #bytes()}. */
  public Digest name() {
    return name;
  }

  /** What the slice holds. */
  public SliceKind kind() {
    return kind;
  }

  /** How many things it holds. */
  public int count() {
    return count;
  }

  /** The slices below it, in order. */
  public List<Digest> refs() {
    return refs;
  }

  /** The whole slice as it is stored. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The number of bytes as stored. */
  public int size() {
    return bytes.length;
  }

  byte[] payloadBytes() {
    return Arrays.copyOfRange(bytes, payload, bytes.length);
  }

  ByteReader payload() {
    return new ByteReader(name, bytes, payload);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Slice other && name.equals(other.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return kind + " slice " + name + ", count=" + count + " bytes=" + bytes.length;
  }
}
