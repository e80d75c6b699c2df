package dev.waymark.daemon.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions become packets that say what was asked, with checksums that hold. */
class ProbeFrameTest {
  private static final Address FROM = Address.parse("10.1.1.2");
  private static final Address TO = Address.parse("198.51.100.10");
  private static final Address FROM6 = Address.parse("2001:db8:1::2");
  private static final Address TO6 = Address.parse("2001:db8:100::10");

  static List<Question> questions() {
    List<Question> all = new ArrayList<>();
    for (Integer protocol : new Integer[] {null, 6, 17, 132, 47}) {
      for (int size : new int[] {0, 101}) {
        all.add(question(FROM, TO, protocol, size == 0 ? null : size));
        all.add(question(FROM6, TO6, protocol, size == 0 ? null : size));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("questions")
  void theHeadersSayWhatWasAsked(Question question) {
    PacketSummary summary = PacketSummary.of(ProbeFrame.of(question, "02:00:00:00:00:01"));

    assertThat(question.fault()).isEmpty();
    assertThat(summary.from()).isEqualTo(question.from());
    assertThat(summary.to()).isEqualTo(question.to());
    assertThat(summary.ttl()).isEqualTo(7);
    assertThat(summary.dscp()).isEqualTo(46);
    assertThat(summary.sourcePort()).isEqualTo(question.hasPorts() ? question.sourcePort() : null);
    Integer size = question.size();
    assertThat(summary.length()).isEqualTo(size == null ? question.headerBytes() : size);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void theChecksumsHold(Question question) {
    byte[] frame = ProbeFrame.of(question, "");
    boolean v4 = frame[12] == 8;
    int transport = v4 ? 34 : 54;
    if (v4) {
      assertThat(sum(frame, 14, 34)).as("IPv4 header").isEqualTo(0xffff);
    }
    int protocol = question.protocolNumber();
    if (protocol == Question.ICMP) {
      assertThat(sum(frame, transport, frame.length)).isEqualTo(0xffff);
    } else if (protocol == 6 || protocol == 17 || protocol == Question.ICMPV6) {
      long pseudo = sum(frame, v4 ? 26 : 22, transport) + protocol + frame.length - transport;
      assertThat(fold(pseudo + sum(frame, transport, frame.length))).isEqualTo(0xffff);
    }
  }

  @Test
  void whatMakesNoPacketIsSaid() {
    assertThat(question(FROM, TO6, null, null).fault()).get().asString().contains("two families");
    assertThat(new Question(FROM, TO, 1, 80, null, 64, 0, null).fault())
        .get()
        .asString()
        .contains("--proto");
    assertThat(question(FROM, TO, 6, 39).fault()).get().asString().contains("between 40");
    assertThat(question(FROM, TO, 6, 9000).fault()).get().asString().contains("3500");
  }

  private static Question question(
      Address from, Address to, @Nullable Integer protocol, @Nullable Integer size) {
    boolean ports = protocol != null && (protocol == 6 || protocol == 17 || protocol == 132);
    return new Question(from, to, protocol, ports ? 40000 : null, ports ? 443 : null, 7, 46, size);
  }

  private static long sum(byte[] bytes, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += (long) (bytes[i] & 0xff) << ((i - from) % 2 == 0 ? 8 : 0);
    }
    return fold(sum);
  }

  private static long fold(long sum) {
    long folded = sum;
    while (folded > 0xffff) {
      folded = (folded & 0xffff) + (folded >> 16);
    }
    return folded;
  }
}
