package dev.waymark.dataplane.reference;

import dev.waymark.dataplane.reference.Outcome.Way;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import dev.waymark.dataplane.reference.ReferencePath.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a packet that is rejected on its way to the node: ICMP "administratively
 * prohibited", written out byte by byte.
 */
final class Rejection {
  private static final int ETHERNET = 14;

  private final byte[] frame;
  private final byte[] answer;

  private Rejection(byte[] frame, int headers, int quoted) {
    this.frame = frame;
    this.answer = new byte[ETHERNET + headers + quoted];
    System.arraycopy(frame, 6, answer, 0, 6);
    System.arraycopy(frame, 0, answer, 6, 6);
    System.arraycopy(frame, 12, answer, 12, 2);
    System.arraycopy(frame, ETHERNET, answer, ETHERNET + headers, quoted);
  }

  /** What becomes of a packet that rule {@code number} rejects. */
  static Outcome outcome(Arrival arrival, Seen seen, int number) {
    Bytes answer = of(arrival.frame().toArray(), seen, arrival.link() == Link.US);
    Way way =
        new Way(
            Reason.DROP_REJECT,
            arrival.mark(),
            answer == null ? arrival.frame() : answer,
            answer != null);
    return new Outcome(number, 0, 0, null, List.of(), List.of(way), null);
  }

  /** Null: there must be none. */
  private static @Nullable Bytes of(byte[] frame, Seen seen, boolean toUsAlone) {
    boolean v6 = seen.destination().v6();
    int quoted = (v6 ? 40 : 20) + 8;
    if (!toUsAlone
        || seen.isError()
        || seen.later()
        || seen.ipLength() < quoted
        || (!v6 && seen.options())) {
      return null;
    }
    Rejection rejection = new Rejection(frame, v6 ? 48 : 28, quoted);
    return Bytes.of(v6 ? rejection.v6() : rejection.v4());
  }

  private byte[] v4() {
    put(ETHERNET, 0x45c0, answer.length - ETHERNET, 0, 0x4000, 64 << 8 | 1, 0);
    System.arraycopy(frame, ETHERNET + 16, answer, ETHERNET + 12, 4);
    System.arraycopy(frame, ETHERNET + 12, answer, ETHERNET + 16, 4);
    put(ETHERNET + 10, sum(ETHERNET, ETHERNET + 20, 0));
    put(ETHERNET + 20, 3 << 8 | 13);
    put(ETHERNET + 22, sum(ETHERNET + 20, answer.length, 0));
    return answer;
  }

  private byte[] v6() {
    int length = answer.length - ETHERNET - 40;
    put(ETHERNET, 0x6000, 0, length, 58 << 8 | 64);
    System.arraycopy(frame, ETHERNET + 24, answer, ETHERNET + 8, 16);
    System.arraycopy(frame, ETHERNET + 8, answer, ETHERNET + 24, 16);
    put(ETHERNET + 40, 1 << 8 | 1);
    // The pseudo header: both addresses, length and protocol.
    put(ETHERNET + 42, sum(ETHERNET + 8, answer.length, length + 58));
    return answer;
  }

  private void put(int at, int... words) {
    for (int i = 0; i < words.length; i++) {
      answer[at + 2 * i] = (byte) (words[i] >>> 8);
      answer[at + 2 * i + 1] = (byte) words[i];
    }
  }

  private int sum(int from, int to, int more) {
    int sum = more;
    for (int at = from; at < to; at += 2) {
      sum += ReferenceParser.u16(answer, at);
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    sum = (sum & 0xffff) + (sum >>> 16);
    return ~sum & 0xffff;
  }
}
