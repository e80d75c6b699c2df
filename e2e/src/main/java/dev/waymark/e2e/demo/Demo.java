package dev.waymark.e2e.demo;

import dev.waymark.e2e.lab.Residue;
import java.time.Duration;
import java.time.Instant;

/** {@code make demo}: exits 0 if every claim was shown, 1 if one was not, 3 if it cannot run. */
public final class Demo {
  private static final String PICTURE =
      """

      Waymark: routing tables for Linux nodes, declared in Git, enforced in eBPF.

                            ┌── provider-a ──┐
        client ── router ───┤                ├─── servers     five network namespaces,
                            └── provider-b ──┘                real packets, IPv4 and IPv6

      The router's kernel knows its neighbours and no way to the servers. waymark-node runs there,
      is attached to the client's side, and follows a Git repository: now an empty one.\
      """;

  private Demo() {}

  public static void main(String[] args) {
    System.exit(tell());
  }

  private static int tell() {
    Instant start = Instant.now();
    var narrator = new Narrator(System.out);
    System.out.println(PICTURE.indent(0));
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
      narrator.claim(false, "the demo could go on: " + e.getMessage());
      narrator.conclusion(0);
      return 3;
    }
    Residue residue = Residue.of(lab);
    narrator.claim(residue.isEmpty(), "the demo itself cleaned up: " + residue);
    double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
    return narrator.conclusion(seconds) ? 0 : 1;
  }
}
