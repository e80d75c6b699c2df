package dev.waymark.dataplane.twin;

import dev.waymark.dataplane.packet.ByteDiff;
import dev.waymark.libbpf.testing.Offload;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A frame that came out of a router, by the name of the interface that it left by.
 *
 * @param hex its bytes, but for those that no two kernels choose alike
 */
record Seen(String port, String hex, Offload offload) {
  private static final int IP = 14;

  /** The identification of an IPv4 packet that the router made itself is its kernel's choice. */
  static Seen of(String port, byte[] frame, Offload offload) {
    byte[] bytes = frame.clone();
    boolean v4 = bytes.length >= IP + 20 && bytes[12] == 8 && bytes[13] == 0;
    if (v4 && isRouters(bytes, IP + 12, 4)) {
      Arrays.fill(bytes, IP + 4, IP + 6, (byte) 0);
      Arrays.fill(bytes, IP + 10, IP + 12, (byte) 0);
    }
    return new Seen(port, HexFormat.of().formatHex(bytes), offload);
  }

  private static boolean isRouters(byte[] frame, int at, int length) {
    return TwinRouter.addresses().stream()
        .anyMatch(own ->
            own.length == length
                && frame.length >= at + length
                && Arrays.equals(frame, at, at + length, own, 0, length));
  }

  /** In a word or two: forwarded, or which ICMP message came back. */
  String inShort() {
    byte[] frame = bytes();
    boolean v6 = frame[12] == (byte) 0x86;
    boolean icmp = v6 ? frame[IP + 6] == 58 : frame[IP + 9] == 1;
    if (!icmp || !isRouters(frame, IP + (v6 ? 8 : 12), v6 ? 16 : 4)) {
      return "forwarded";
    }
    int header = v6 ? 40 : 4 * (frame[IP] & 0xf);
    return "%s %d/%d"
        .formatted(
            v6 ? "ICMPv6" : "ICMP", frame[IP + header] & 0xff, frame[IP + header + 1] & 0xff);
  }

  private byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return "by " + port + " " + offload + "\n" + ByteDiff.show(bytes());
  }
}
