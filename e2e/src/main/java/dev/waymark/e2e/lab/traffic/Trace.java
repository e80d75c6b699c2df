package dev.waymark.e2e.lab.traffic;

import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Dual;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The way that traceroute saw: one address a hop, {@code *} for a hop that did not answer. */
public record Trace(List<String> hops, Output output) {
  private static final Pattern HOP = Pattern.compile("^\\s*\\d+\\s+(?<hop>\\S+).*$");

  public Trace {
    hops = List.copyOf(hops);
  }

  /** Traces the way to a destination, from a source address or the host's own choice. */
  public static Trace route(Host from, @Nullable String source, String destination) {
    Output output = from.on(command(source, destination)).run();
    var hops = new ArrayList<String>();
    for (String line : output.lines()) {
      var hop = HOP.matcher(line);
      if (hop.matches()) {
        hops.add(hop.group("hop"));
      }
    }
    return new Trace(hops, output);
  }

  /** The command line: by ICMP, one probe a hop, so that all probes are one flow. */
  public static Command command(@Nullable String source, String destination) {
    var words = new ArrayList<>(List.of("traceroute", "-n", "-I", "-q", "1", "-w", "1", "-m", "5"));
    if (source != null) {
      words.addAll(List.of("-s", source));
    }
    words.add(destination);
    return Command.of(words);
  }

  /** Whether the way leads through this place. */
  public boolean passes(Dual place) {
    return hops.stream().anyMatch(place::has);
  }

  /** Whether the way ends at this place. */
  public boolean ends(Dual place) {
    return !hops.isEmpty() && place.has(hops.getLast());
  }

  @Override
  public String toString() {
    return output.text();
  }
}
