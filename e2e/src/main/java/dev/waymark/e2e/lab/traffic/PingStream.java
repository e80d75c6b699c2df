package dev.waymark.e2e.lab.traffic;

import dev.waymark.e2e.lab.Background;
import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Host;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A steady stream of numbered echo requests, 500 a second, beside whatever else happens; each
 * number that stays unanswered is a lost packet.
 */
public final class PingStream implements AutoCloseable {
  /** Below the 65,536 at which ping's numbers begin anew: two minutes at most. */
  private static final int LONGEST = 60_000;

  private static final Pattern ANSWER = Pattern.compile("icmp_seq=(\\d+) ttl=");

  private final Background ping;

  private PingStream(Background ping) {
    this.ping = ping;
  }

  /** What a stream saw: how many requests were settled, and which of them were never answered. */
  public record Result(int sent, int lost, String firstLost) {
    @Override
    public String toString() {
      return lost + " lost of " + sent + (lost == 0 ? "" : ", the first of them " + firstLost);
    }
  }

  /** Begins to send. */
  public static PingStream start(Host from, String source, String destination) {
    return start(from, command(LONGEST, source, destination));
  }

  /** Begins to send by this {@link #command}. */
  public static PingStream start(Host from, Command command) {
    return new PingStream(from.start(command));
  }

  /** A stream that another program sends for us, such as a pod's. */
  public static PingStream of(Background ping) {
    return new PingStream(ping);
  }

  /** The command line. */
  public static Command command(int count, String source, String destination) {
    return Command.of(
        List.of(
            "ping",
            "-n",
            "-i",
            "0.002",
            "-c",
            Integer.toString(count),
            "-W",
            "1",
            "-I",
            source,
            destination));
  }

  /** Whether it still sends. */
  public boolean running() {
    return ping.alive();
  }

  /** How many answers came so far. */
  public int answers() {
    return answered().cardinality();
  }

  /**
   * Stops sending and counts. The requests behind the last answer may still be under way and count
   * neither as sent nor as lost; a stream that died out early is seen by its small count.
   */
  public Result stop() {
    ping.interrupt();
    BitSet answered = answered();
    int sent = answered.length() - 1;
    int lost = sent - answered.cardinality();
    int first = answered.nextClearBit(1);
    return new Result(sent, lost, "number " + first);
  }

  /** Ping's own summary. */
  public String summary() {
    return ping.text().lines().filter(line -> line.contains("transmitted")).findFirst().orElse("");
  }

  /** Waits for the stream's own end, when it was started with a count. */
  public void await(Duration limit) {
    ping.await(limit);
  }

  private BitSet answered() {
    var numbers = new BitSet();
    var answers = ANSWER.matcher(ping.text());
    while (answers.find()) {
      numbers.set(Integer.parseInt(answers.group(1)));
    }
    return numbers;
  }

  @Override
  public void close() {
    ping.close();
  }
}
