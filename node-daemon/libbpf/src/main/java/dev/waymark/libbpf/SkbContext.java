package dev.waymark.libbpf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;

/**
 * What a tc program sees of a packet besides its bytes, as far as a test run can set it.
 *
 * <p>The fields are those of C's {@code __sk_buff} that the kernel lets a test run set; it refuses
 * a context with any other field in use. Interface numbers belong to the namespace of the thread
 * that makes the run; {@code ifindex} 0 and 1 mean its loopback.
 *
 * @param cb five words that programs may use as they like
 * @param wireLength bytes on the wire, 0 for "as long as the packet"
 * @param gsoSegments how many segments the packet stands for
 * @param gsoSize bytes of a segment
 */
public record SkbContext(
    int mark,
    int priority,
    int ifindex,
    int ingressIfindex,
    List<Integer> cb,
    int wireLength,
    int gsoSegments,
    int gsoSize) {

  static final int BYTES = 192;

  private static final int MARK = 8;
  private static final int PRIORITY = 32;
  private static final int INGRESS_IFINDEX = 36;
  private static final int IFINDEX = 40;
  private static final int CB = 48;
  private static final int CB_WORDS = 5;
  private static final int WIRE_LENGTH = 160;
  private static final int GSO_SEGMENTS = 164;
  private static final int GSO_SIZE = 176;

  /** All fields 0. */
  public static final SkbContext EMPTY = new SkbContext(0, 0, 0, 0, List.of(), 0, 0, 0);

  public SkbContext {
    if (cb.size() > CB_WORDS) {
      throw new IllegalArgumentException("cb has five words, not " + cb.size());
    }
    Integer[] words = Arrays.copyOf(cb.toArray(Integer[]::new), CB_WORDS);
    for (int i = cb.size(); i < CB_WORDS; i++) {
      words[i] = 0;
    }
    cb = List.of(words);
  }

  /** A packet that comes in on an interface. */
  public static SkbContext onInterface(int ifindex) {
    return EMPTY.withIfindex(ifindex);
  }

  public SkbContext withMark(int newMark) {
    return new SkbContext(
        newMark, priority, ifindex, ingressIfindex, cb, wireLength, gsoSegments, gsoSize);
  }

  /** Sets both the interface and the one it came in on. */
  public SkbContext withIfindex(int index) {
    return new SkbContext(mark, priority, index, index, cb, wireLength, gsoSegments, gsoSize);
  }

  public SkbContext withCb(List<Integer> words) {
    return new SkbContext(
        mark, priority, ifindex, ingressIfindex, words, wireLength, gsoSegments, gsoSize);
  }

  /** A packet that stands for {@code segments} segments of {@code size} bytes. */
  public SkbContext withGso(int segments, int size) {
    return new SkbContext(mark, priority, ifindex, ingressIfindex, cb, wireLength, segments, size);
  }

  void write(MemorySegment target) {
    target.set(ValueLayout.JAVA_INT, MARK, mark);
    target.set(ValueLayout.JAVA_INT, PRIORITY, priority);
    target.set(ValueLayout.JAVA_INT, INGRESS_IFINDEX, ingressIfindex);
    target.set(ValueLayout.JAVA_INT, IFINDEX, ifindex);
    for (int i = 0; i < CB_WORDS; i++) {
      target.set(ValueLayout.JAVA_INT, CB + 4L * i, cb.get(i));
    }
    target.set(ValueLayout.JAVA_INT, WIRE_LENGTH, wireLength);
    target.set(ValueLayout.JAVA_INT, GSO_SEGMENTS, gsoSegments);
    target.set(ValueLayout.JAVA_INT, GSO_SIZE, gsoSize);
  }

  static SkbContext read(MemorySegment source) {
    Integer[] words = new Integer[CB_WORDS];
    for (int i = 0; i < CB_WORDS; i++) {
      words[i] = source.get(ValueLayout.JAVA_INT, CB + 4L * i);
    }
    return new SkbContext(
        source.get(ValueLayout.JAVA_INT, MARK),
        source.get(ValueLayout.JAVA_INT, PRIORITY),
        source.get(ValueLayout.JAVA_INT, IFINDEX),
        source.get(ValueLayout.JAVA_INT, INGRESS_IFINDEX),
        List.of(words),
        source.get(ValueLayout.JAVA_INT, WIRE_LENGTH),
        source.get(ValueLayout.JAVA_INT, GSO_SEGMENTS),
        source.get(ValueLayout.JAVA_INT, GSO_SIZE));
  }
}
