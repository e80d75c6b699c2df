package dev.waymark.e2e.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.e2e.lab.Residue;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.time.Instant;

/** {@code make demo}: exits 0 if every claim was shown, 1 if one was not, 3 if it cannot run. */
public final class Demo {
  private static final String PICTURE =
      """

      Waymark: routing tables for Linux nodes, declared in Git, enforced in eBPF.

                                 10.0.1.1
                             ┌── provider-a ──┐
        client ─── router ───┤                ├─── servers
        10.1.1.2             └── provider-b ──┘    198.51.100.10
        10.1.2.2                 10.0.2.1          203.0.113.10

      Five network namespaces on this machine, real packets, IPv4 and IPv6. The router's kernel knows
      its neighbours and no way to the servers. waymark-node runs there, is attached to the client's
      side, and follows a Git repository: now an empty one.\
      """;

  private Demo() {}

  public static void main(String[] args) {
    // Whatever the locale says: the terminals of our days speak UTF-8.
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    var narrator = new Narrator(out);
    var onInterrupt = new Thread(narrator::interrupted, "demo-interrupted");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    out.println(PICTURE);
    int exit = tell(narrator);
    if (narrator.uninterrupted()) {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    }
    System.exit(exit);
  }

  private static int tell(Narrator narrator) {
    Instant start = Instant.now();
    String lab;
    try (var story = Story.begin(narrator)) {
      lab = story.labName();
      story.nothingArrives();
      story.aCommitMakesARoute();
      story.aPolicyMovesOneSource();
      story.weightsShareFlows();
      story.aBadCommitChangesNothing();
      story.theDaemonMayDie();
      story.detachLeavesNothing();
    } catch (RuntimeException | AssertionError e) {
      if (!narrator.begun()) {
        narrator.say("This machine cannot run it: " + e.getMessage());
        narrator.say("It needs root, iproute2, and a Linux kernel with TCX (6.6 or later).");
        return 3;
      }
      narrator.claim(false, "the demo could go on: " + e.getMessage());
      narrator.conclusion(start);
      return 1;
    }
    Residue residue = Residue.of(lab);
    narrator.claim(residue.isEmpty(), "the demo itself cleaned up: " + residue);
    return narrator.conclusion(start) ? 0 : 1;
  }
}
