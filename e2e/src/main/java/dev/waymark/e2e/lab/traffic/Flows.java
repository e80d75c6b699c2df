package dev.waymark.e2e.lab.traffic;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Lab;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Many flows of one packet each, and how many of them each provider forwarded. */
public record Flows(long viaProviderA, long viaProviderB) {
  /** How long packets may wait on their way for a neighbour's answer. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(2);

  private static final int WARM_UP = 16;

  /**
   * Sends so many flows from the client and reads the providers' own counters. A few flows go ahead
   * and do not count: a first packet that waits for its neighbour holds up, or drops, a burst.
   */
  public static Flows count(Lab lab, Family family, String destination, int flows) {
    send(lab, family, destination, WARM_UP);
    return send(lab, family, destination, flows);
  }

  private static Flows send(Lab lab, Family family, String destination, int flows) {
    Flows before = counters(lab, family);
    lab.client().on(command(destination, flows)).run().orFail();
    try {
      Awaitility.await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          .atMost(UNDER_WAY)
          .until(() -> counters(lab, family).beyond(before).total() >= flows);
    } catch (ConditionTimeoutException someWereLost) {
      // How many arrived is the answer, not an error.
    }
    return counters(lab, family).beyond(before);
  }

  private static Flows counters(Lab lab, Family family) {
    return new Flows(lab.providerA().forwarded(family), lab.providerB().forwarded(family));
  }

  private Flows beyond(Flows earlier) {
    return new Flows(viaProviderA - earlier.viaProviderA, viaProviderB - earlier.viaProviderB);
  }

  /** The command line: every round opens a new socket, and so has a source port of its own. */
  public static Command command(String destination, int flows) {
    return Command.of("bash", "-c", typed(destination, flows));
  }

  /** The same as a user of a shell would type it. */
  public static String typed(String destination, int flows) {
    return "for i in $(seq " + flows + "); do echo hello > /dev/udp/" + destination + "/9; done";
  }

  /** All flows that arrived at a provider. */
  public long total() {
    return viaProviderA + viaProviderB;
  }

  /** The share of provider A, from 0 to 1. */
  public double shareOfA() {
    return total() == 0 ? 0 : (double) viaProviderA / total();
  }

  /** The flows that this provider forwarded. */
  public long via(Lab lab, Host provider) {
    return provider == lab.providerA() ? viaProviderA : viaProviderB;
  }
}
