package dev.waymark.e2e.lab.traffic;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Lab;

/** Many flows of one packet each, and how many of them each provider forwarded. */
public record Flows(long viaProviderA, long viaProviderB) {

  /** Sends so many flows from the client and reads the providers' own counters. */
  public static Flows count(Lab lab, Family family, String destination, int flows) {
    long a = lab.providerA().forwarded(family);
    long b = lab.providerB().forwarded(family);
    lab.client().on(command(destination, flows)).run().orFail();
    return new Flows(lab.providerA().forwarded(family) - a, lab.providerB().forwarded(family) - b);
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

  /** The host's share of the flows. */
  public long via(Lab lab, Host provider) {
    return provider == lab.providerA() ? viaProviderA : viaProviderB;
  }
}
