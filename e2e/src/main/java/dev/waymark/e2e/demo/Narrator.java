package dev.waymark.e2e.demo;

import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Output;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Tells the story: headlines, commands with what they printed, and claims with their proof. */
final class Narrator {
  private static final int WIDTH = 110;
  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String CYAN = "\u001b[36m";
  private static final String RESET = "\u001b[0m";

  private final PrintStream out;
  private final boolean colours;
  private final CountDownLatch interruption = new CountDownLatch(1);
  private int step;
  private int claims;
  private int broken;

  /** Colours only on a terminal whose user has not asked for none. */
  Narrator(PrintStream out) {
    this.out = out;
    this.colours =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
            && System.getenv("NO_COLOR") == null;
  }

  /** A numbered sentence that says what comes. */
  void headline(String sentence) {
    print("");
    print(paint(BOLD, ++step + ". " + sentence));
  }

  /** Plain text between the commands. */
  void say(String text) {
    text.lines().forEach(line -> print("   " + line));
  }

  /** The command as a user would type it at the host's prompt. */
  void types(Host host, String commandLine) {
    print("   " + paint(CYAN, host.role() + "$ ") + commandLine);
  }

  /** Shows the command, runs it on the host, and shows those lines of its output that tell. */
  Output runs(Host host, Command command, Predicate<String> telling) {
    return runs(host, command, command, telling);
  }

  /** The same for a command that is typed shorter than it must be run here. */
  Output runs(Host host, Command typed, Command command, Predicate<String> telling) {
    types(host, typed.toString());
    Output output = host.on(command).run();
    shows(output.text().lines().filter(telling).toList());
    return output;
  }

  /** Output of a command, cut to the terminal's width. */
  void shows(List<String> lines) {
    for (String line : lines) {
      String cut = line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line;
      print("     " + paint(DIM, cut));
    }
  }

  /** What was just shown, and whether it really was. */
  boolean claim(boolean shown, String what) {
    if (!shown && interruptedAtOnce()) {
      return false;
    }
    claims++;
    broken += shown ? 0 : 1;
    print("   " + (shown ? paint(GREEN, "✓ ") : paint(RED, "✗ NOT SO: ")) + what);
    return shown;
  }

  /** Ctrl-C ends the commands as well, and their failure may be seen before the interruption is. */
  private boolean interruptedAtOnce() {
    try {
      return interruption.await(300, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** The last line. Whether every claim was true. */
  boolean conclusion(Instant start) {
    print("");
    print(
        broken == 0
            ? paint(GREEN, "✓ ")
                + "All %d claims shown in %d s."
                    .formatted(claims, Duration.between(start, Instant.now()).toSeconds())
            : paint(RED, "✗ ") + "%d of %d claims were not shown.".formatted(broken, claims));
    return broken == 0;
  }

  /** Whether the story got as far as its first step. */
  boolean begun() {
    return step > 0;
  }

  /** Falls silent: what breaks from now on breaks because the network is being taken down. */
  void interrupted() {
    interruption.countDown();
    out.println();
    out.println("Interrupted: taking the network down.");
  }

  /** Whether nobody has pressed Ctrl-C so far. */
  boolean uninterrupted() {
    return interruption.getCount() > 0;
  }

  private void print(String line) {
    if (uninterrupted()) {
      out.println(line);
    }
  }

  private String paint(String colour, String text) {
    return colours ? colour + text + RESET : text;
  }
}
