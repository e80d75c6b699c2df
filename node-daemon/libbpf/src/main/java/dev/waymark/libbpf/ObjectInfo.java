package dev.waymark.libbpf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What the kernel tells of a map, program or link by its descriptor; and pins, common to all. */
public final class ObjectInfo {
  private static final int NAME_BYTES = 16;

  private final byte[] bytes;

  private ObjectInfo(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Asks the kernel.
   *
   * @param bytes the size of the {@code bpf_*_info} structure as far as it is wanted; what an older
   *     kernel does not know reads as 0
   */
  public static ObjectInfo of(Fd fd, int bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(bytes, Long.BYTES);
      MemorySegment length = arena.allocate(ValueLayout.JAVA_INT);
      length.set(ValueLayout.JAVA_INT, 0, bytes);
      int result =
          LibBpf.get().bpf_obj_get_info_by_fd(fd.number(), info.address(), length.address());
      if (result < 0) {
        throw new NativeException("bpf_obj_get_info_by_fd", result);
      }
      return new ObjectInfo(info.toArray(ValueLayout.JAVA_BYTE));
    }
  }

  public int getInt(int offset) {
    return MemorySegment.ofArray(bytes).get(ValueLayout.JAVA_INT_UNALIGNED, offset);
  }

  String name(int offset) {
    int end = offset;
    while (end < offset + NAME_BYTES && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
  }

  byte[] bytes(int offset, int length) {
    return java.util.Arrays.copyOfRange(bytes, offset, offset + length);
  }

  /** Pins an object below a bpf file system; the pin keeps it alive after this process. */
  public static void pin(Fd fd, Path path) {
    int result = LibBpf.get().bpf_obj_pin(fd.number(), path.toString());
    if (result < 0) {
      throw new NativeException("bpf_obj_pin " + path, result);
    }
  }

  /** Opens a pinned object, of whatever type. */
  public static Fd openPinned(Path path) {
    int result = LibBpf.get().bpf_obj_get(path.toString());
    if (result < 0) {
      throw new NativeException("bpf_obj_get " + path, result);
    }
    return Fd.own(result);
  }
}
