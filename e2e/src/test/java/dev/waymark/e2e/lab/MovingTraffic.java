package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.traffic.PingStream;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * Numbered packets of both families from the client to the servers, while commits move all of them
 * from one provider to the other: by which one each left, and what became of it.
 */
final class MovingTraffic implements AutoCloseable {
  /** Packets that are watched between two events. */
  static final int SOME = 50;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final RoutedLab net;
  private final PingStream v4;
  private final PingStream v6;
  private final long before;

  private MovingTraffic(RoutedLab net, PingStream v4, PingStream v6, long before) {
    this.net = net;
    this.v4 = v4;
    this.v6 = v6;
    this.before = before;
  }

  /** Starts both streams, and waits until both are answered. */
  static MovingTraffic start(RoutedLab net) {
    long before = forwarded(net.lab().providerA()) + forwarded(net.lab().providerB());
    var traffic =
        new MovingTraffic(
            net,
            PingStream.start(net.lab().client(), Lab.CLIENT.v4(), Lab.SERVER.v4()),
            PingStream.start(net.lab().client(), Lab.CLIENT.v6(), Lab.SERVER.v6()),
            before);
    Awaitility.await("the streams run")
        .atMost(PATIENCE)
        .until(() -> traffic.v4.answers() > SOME && traffic.v6.answers() > SOME);
    return traffic;
  }

  /** Commits that all goes by provider A, or by B; the commit's name. */
  static String moveTo(RoutedLab net, boolean a) {
    String via = a ? "10.0.1.1" : "10.0.2.1";
    String via6 = a ? "2001:db8:a::1" : "2001:db8:b::1";
    net.repository()
        .write(
            "edge.yaml",
            RoutedLab.mainTable(
                    """
                    - {to: 198.51.100.0/24, via: [{gateway: %s}]}
                    - {to: "2001:db8:100::/48", via: [{gateway: "%s"}]}
                    """
                        .formatted(via, via6))
                // The kernel's own answer is another test's: here a start always comes in time.
                + "  rollout: {confirmWithin: 10m}\n");
    return net.repository().commit("All by " + via);
  }

  /** What is sent from now on leaves by one provider, all of it. */
  void onlyVia(boolean a, String when) {
    Host used = a ? net.lab().providerA() : net.lab().providerB();
    Host unused = a ? net.lab().providerB() : net.lab().providerA();
    long other = forwarded(unused);
    long begun = forwarded(used);
    Awaitility.await(when).atMost(PATIENCE).until(() -> forwarded(used) > begun + SOME);
    assertThat(forwarded(unused)).as(when + ": packets by the other provider").isEqualTo(other);
  }

  /** Stops the streams and counts. */
  Settled stop() {
    PingStream.Result first = v4.stop();
    PingStream.Result second = v6.stop();
    long after = forwarded(net.lab().providerA()) + forwarded(net.lab().providerB());
    return new Settled(first, second, transmitted(v4) + transmitted(v6), after - before);
  }

  /**
   * What became of the packets.
   *
   * @param sent by both streams, the last ones under way included
   * @param forwarded by both providers
   */
  record Settled(PingStream.Result v4, PingStream.Result v6, long sent, long forwarded) {
    int lost() {
      return v4.lost() + v6.lost();
    }

    /** Packets that were forwarded more often than they were sent. */
    long twice() {
      return Math.max(0, forwarded - sent);
    }

    /** None is lost, and each was forwarded once. */
    void requireEachOnce(String when) {
      assertThat(v4.sent()).as(when).isGreaterThan(2 * SOME);
      assertThat(lost()).as(when + ": " + v4 + ", " + v6).isZero();
      long answered = (long) v4.sent() + v6.sent();
      assertThat(forwarded).as(when + ": forwarded, each once").isBetween(answered, sent);
    }
  }

  private static long forwarded(Host provider) {
    return provider.forwarded(Family.V4) + provider.forwarded(Family.V6);
  }

  private static long transmitted(PingStream stream) {
    return Long.parseLong(stream.summary().split(" ", 2)[0]);
  }

  @Override
  public void close() {
    v4.close();
    v6.close();
  }
}
