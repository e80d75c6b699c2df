package dev.waymark.e2e.lab.traffic;

import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A handful of echo requests, and how many were answered. */
public record Ping(int sent, int answered, Output output) {
  private static final Pattern SUMMARY =
      Pattern.compile("(\\d+) packets transmitted, (\\d+) received");

  /** How to ping: all but the destination. */
  public record Request(Host from, List<String> options) {
    /** With this source address. */
    public Request as(String source) {
      return with("-I", source);
    }

    /** With this DSCP in every packet. */
    public Request dscp(int codePoint) {
      return with("-Q", Integer.toString(codePoint << 2));
    }

    /** With this many bytes of payload, never to be fragmented on the way. */
    public Request unfragmented(int bytes) {
      return with("-M", "do", "-s", Integer.toString(bytes));
    }

    /** So many requests, 500 a second. */
    public Request requests(int count) {
      return with("-c", Integer.toString(count), "-i", "0.002");
    }

    /** The command line. */
    public Command command(String destination) {
      var words = new ArrayList<>(List.of("ping", "-n", "-c", "3", "-i", "0.1", "-W", "1"));
      words.addAll(options);
      words.add(destination);
      return Command.of(words);
    }

    /** Sends three requests, unless told how many, and waits a second for the last answer. */
    public Ping to(String destination) {
      Output output = from.on(command(destination)).run();
      var summary = SUMMARY.matcher(output.out());
      // Without a route ping itself gives up before it sends anything.
      return summary.find()
          ? new Ping(Integer.parseInt(summary.group(1)), Integer.parseInt(summary.group(2)), output)
          : new Ping(0, 0, output);
    }

    private Request with(String... more) {
      var all = new ArrayList<>(options);
      all.addAll(List.of(more));
      return new Request(from, List.copyOf(all));
    }
  }

  /** From this host, with the address that it chooses itself. */
  public static Request from(Host host) {
    return new Request(host, List.of());
  }

  /** Whether every request was answered. */
  public boolean allAnswered() {
    return sent > 0 && answered == sent;
  }

  /** Whether ping printed an ICMP error that contains this text. */
  public boolean wasTold(String text) {
    return output.text().contains(text);
  }

  @Override
  public String toString() {
    return output.text();
  }
}
