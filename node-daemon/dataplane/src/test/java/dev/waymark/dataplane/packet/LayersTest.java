package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.echo;
import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.fragment;
import static dev.waymark.dataplane.packet.Layers.hopByHop;
import static dev.waymark.dataplane.packet.Layers.packet;
import static dev.waymark.dataplane.packet.Layers.patch;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.tcp;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.Layers.v4;
import static dev.waymark.dataplane.packet.Layers.v6;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The builder against packets written down by hand; all other tests lean on it. */
class LayersTest {

  @Test
  void anIpv4HeaderHasTheChecksumOfItsWellKnownExample() {
    // The worked example of the IPv4 header checksum: 45000073 00004000 4011b861 c0a80001 c0a800c7.
    byte[] bytes = packet(v4("192.168.0.1", "192.168.0.199").id(0), udp(1, 2), payload(87));
    assertThat(HexFormat.of().formatHex(bytes, 0, 20))
        .isEqualTo("45000073000040004011b861c0a80001c0a800c7");
  }

  @Test
  void transportChecksumsCoverThePseudoHeaderInBothFamilies() {
    byte[] four = packet(v4("10.0.0.1", "10.0.0.2"), udp(0x1111, 0x2222));
    // 0a00+0001+0a00+0002 + 11 + 8 + 1111+2222+0008 = 0x4757, complement 0xb8a8
    assertThat(HexFormat.of().formatHex(four, 20, 28)).isEqualTo("111122220008b8a8");
    byte[] six = packet(v6("::a", "::b"), tcp(1, 2));
    byte[] pseudo = packet(v6("::a", "::b"), hopByHop(), tcp(1, 2));
    assertThat(HexFormat.of().formatHex(six, 40, 60))
        .as("an extension header is no part of what TCP sums up")
        .isEqualTo(HexFormat.of().formatHex(pseudo, 48, 68));
  }

  @Test
  void extensionHeadersNameWhatFollows() {
    byte[] bytes = packet(v6("::a", "::b"), hopByHop(), fragment(0, true), udp(1, 2), payload(8));
    assertThat(bytes[6]).isEqualTo((byte) Layer.HOP_BY_HOP);
    assertThat(bytes[40]).isEqualTo((byte) Layer.FRAGMENT);
    assertThat(bytes[48]).isEqualTo((byte) Layer.UDP);
    assertThat(HexFormat.of().formatHex(bytes, 48, 56)).isEqualTo("1100000100000077");
  }

  @Test
  void aDifferenceIsShownDecodedWithItsFirstFieldMarked() {
    byte[] expected = packet(eth(), v4("10.0.0.1", "192.0.2.7").ttl(63), udp(7, 9), payload(4));
    byte[] actual = patch(expected, 22, 64);
    assertThat(ByteDiff.between(expected, expected)).isEmpty();
    assertThat(ByteDiff.between(expected, actual))
        .contains("first difference at byte 22 (ipv4.ttl)")
        .containsPattern("--> +ipv4.ttl 63 +ipv4.ttl 64")
        .contains("ipv4.checksum(wrong)");
  }

  @Test
  void everyCutOfAPacketCanBeShown() {
    byte[] whole = packet(eth(), v6("::a", "::b"), hopByHop(), echo(v6("::a", "::b"), 1));
    IntStream.rangeClosed(0, whole.length)
        .forEach(n -> assertThat(ByteDiff.show(Layers.cut(whole, n))).contains("hex"));
  }
}
