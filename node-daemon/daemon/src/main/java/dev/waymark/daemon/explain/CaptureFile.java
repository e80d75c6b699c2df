package dev.waymark.daemon.explain;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames out of a capture: classic pcap (draft-ietf-opsawg-pcap) with micro- or nanoseconds, or
 * pcapng (draft-ietf-opsawg-pcapng), either byte order, Ethernet only.
 */
public final class CaptureFile {

  /**
   * A captured frame.
   *
   * @param bytes as captured
   * @param onWire bytes that the frame had; more than were captured if the capture cut it
   */
  // The bytes are handed on, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  public record Frame(byte[] bytes, int onWire) {}

  private static final int MICROSECONDS = 0xa1b2c3d4;
  private static final int NANOSECONDS = 0xa1b23c4d;
  private static final int SECTION = 0x0a0d0d0a;
  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final int INTERFACE = 1;
  private static final int SIMPLE = 3;
  private static final int ENHANCED = 6;
  private static final int ETHERNET = 1;

  private final ByteBuffer in;
  private final List<Frame> frames = new ArrayList<>();
  private final List<Integer> interfaces = new ArrayList<>();

  private CaptureFile(ByteBuffer in) {
    this.in = in;
  }

  /**
   * The frames of a file, in their order.
   *
   * @throws IOException saying what cannot be read, and where
   */
  public static List<Frame> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new IOException("%s is larger than 2 GiB; cut it first".formatted(file));
      }
      ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      CaptureFile capture = new CaptureFile(bytes);
      try {
        capture.readAll();
      } catch (IndexOutOfBoundsException | IllegalArgumentException cut) {
        throw new IOException(
            "%s is no whole capture: it breaks off after frame %d, at byte %d"
                .formatted(file, capture.frames.size(), capture.in.position()),
            cut);
      }
      return capture.frames;
    }
  }

  private void readAll() throws IOException {
    int magic = in.getInt(0);
    if (magic == SECTION) {
      blocks();
      return;
    }
    boolean swapped = isClassic(Integer.reverseBytes(magic));
    if (!isClassic(magic) && !swapped) {
      throw new IOException("this is neither pcap nor pcapng");
    }
    in.order(swapped ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    requireEthernet(in.getInt(20) & 0xffff);
    in.position(24);
    while (in.hasRemaining()) {
      int at = in.position();
      frames.add(frame(at + 16, in.getInt(at + 8), in.getInt(at + 12)));
      in.position(at + 16 + in.getInt(at + 8));
    }
  }

  private static boolean isClassic(int magic) {
    return magic == MICROSECONDS || magic == NANOSECONDS;
  }

  private void blocks() throws IOException {
    while (in.hasRemaining()) {
      int at = in.position();
      if (in.getInt(at) == SECTION) {
        // The same backwards: only then is the byte order known.
        in.order(ByteOrder.BIG_ENDIAN);
        boolean big = in.getInt(at + 8) == BYTE_ORDER_MAGIC;
        in.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        interfaces.clear();
      }
      int length = in.getInt(at + 4);
      if (length < 12) {
        throw new IllegalArgumentException("a block of " + length + " bytes");
      }
      block(in.getInt(at), at + 8, length);
      in.position(at + length);
    }
  }

  private void block(int type, int body, int length) throws IOException {
    switch (type) {
      case INTERFACE -> interfaces.add(in.getShort(body) & 0xffff);
      case ENHANCED -> {
        requireEthernet(interfaces.get(in.getInt(body)));
        frames.add(frame(body + 20, in.getInt(body + 12), in.getInt(body + 16)));
      }
      case SIMPLE -> {
        requireEthernet(interfaces.get(0));
        int onWire = in.getInt(body);
        frames.add(frame(body + 4, Math.min(onWire, length - 16), onWire));
      }
      default -> {
        // Names, statistics and whatever else may come.
      }
    }
  }

  private Frame frame(int at, int captured, int onWire) {
    byte[] bytes = new byte[java.util.Objects.checkIndex(captured, in.limit() - at + 1)];
    in.get(at, bytes);
    return new Frame(bytes, onWire);
  }

  private static void requireEthernet(int linkType) throws IOException {
    if (linkType != ETHERNET) {
      throw new IOException(
          "the capture has link type %d; only Ethernet (1) is read: name one interface to capture on"
              .formatted(linkType));
    }
  }
}
