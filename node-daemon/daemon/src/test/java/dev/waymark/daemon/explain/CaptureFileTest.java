package dev.waymark.daemon.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Captures in both formats and both byte orders, whole and broken. */
class CaptureFileTest {
  private static final byte[] FIRST = frame(60, 1);
  private static final byte[] SECOND = frame(61, 2);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"a1b2c3d4, true", "a1b2c3d4, false", "a1b23c4d, true", "a1b23c4d, false"})
  void classicCapturesInEitherOrder(String magic, boolean little) throws IOException {
    ByteBuffer out = buffer(little);
    out.putInt((int) Long.parseLong(magic, 16)).putShort((short) 2).putShort((short) 4);
    out.putInt(0).putInt(0).putInt(65535).putInt(1);
    for (byte[] each : List.of(FIRST, SECOND)) {
      out.putInt(0).putInt(0).putInt(each.length).putInt(each.length + 4).put(each);
    }

    assertFrames(read(out), 4);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void nextGenerationCapturesInEitherOrder(boolean little) throws IOException {
    ByteBuffer out = buffer(little);
    out.putInt(0x0a0d0d0a).putInt(28).putInt(0x1a2b3c4d).putShort((short) 1).putShort((short) 0);
    out.putLong(-1).putInt(28);
    out.putInt(1).putInt(20).putShort((short) 1).putShort((short) 0).putInt(65535).putInt(20);
    // A block that nobody knows is passed over.
    out.putInt(0x0bad).putInt(12).putInt(12);
    for (byte[] each : List.of(FIRST, SECOND)) {
      int padded = (each.length + 3) & ~3;
      out.putInt(6).putInt(32 + padded).putInt(0).putLong(0);
      out.putInt(each.length).putInt(each.length + 4).put(each);
      out.put(new byte[padded - each.length]).putInt(32 + padded);
    }

    assertFrames(read(out), 4);
  }

  @Test
  void aCaptureThatBreaksOffSaysWhere() throws IOException {
    ByteBuffer out = buffer(true);
    out.putInt(0xa1b2c3d4).putInt(0).putInt(0).putInt(0).putInt(65535).putInt(1);
    out.putInt(0).putInt(0).putInt(FIRST.length).putInt(FIRST.length).put(FIRST);
    out.putInt(0).putInt(0).putInt(1000).putInt(1000).put(SECOND);

    assertThatThrownBy(() -> read(out))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("no whole capture", "after frame 1");
  }

  @Test
  void otherLinkTypesAndOtherFilesAreRefused() {
    ByteBuffer cooked = buffer(true);
    cooked.putInt(0xa1b2c3d4).putInt(0).putInt(0).putInt(0).putInt(65535).putInt(113);
    ByteBuffer text =
        buffer(true).put("no capture at all".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThatThrownBy(() -> read(cooked)).hasMessageContainingAll("link type 113", "Ethernet");
    assertThatThrownBy(() -> read(text)).hasMessageContaining("neither pcap nor pcapng");
  }

  private static void assertFrames(List<CaptureFile.Frame> frames, int cutOff) {
    assertThat(frames).hasSize(2);
    assertThat(frames.get(0).bytes()).isEqualTo(FIRST);
    assertThat(frames.get(1).bytes()).isEqualTo(SECOND);
    assertThat(frames.get(1).onWire()).isEqualTo(SECOND.length + cutOff);
  }

  private List<CaptureFile.Frame> read(ByteBuffer content) throws IOException {
    byte[] bytes = new byte[content.position()];
    content.get(0, bytes);
    return CaptureFile.read(Files.write(folder.resolve("capture"), bytes));
  }

  private static ByteBuffer buffer(boolean little) {
    return ByteBuffer.allocate(1000).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  private static byte[] frame(int length, int fill) {
    byte[] frame = new byte[length];
    Arrays.fill(frame, (byte) fill);
    return frame;
  }
}
