package dev.waymark.compiler.model;

import dev.waymark.api.json.TimeSpan;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change has to pass on a node before it stays: what one RouteTable asks of it.
 *
 * @param table through which the probes are sent
 * @param confirmWithin how long a change of this RouteTable may stay unconfirmed; null where it
 *     does not say so
 * @param probes by name
 */
public record DesiredTrial(
    Owner owner, int table, @Nullable TimeSpan confirmWithin, List<DesiredProbe> probes) {
  /** Sorts the probes; refuses a name twice, and a trial that asks for nothing. */
  public DesiredTrial {
    probes = probes.stream().sorted(Comparator.comparing(DesiredProbe::name)).toList();
    if (probes.stream().map(DesiredProbe::name).distinct().count() != probes.size()) {
      throw new IllegalArgumentException(owner + ": two probes of one name");
    }
    if (confirmWithin == null && probes.isEmpty()) {
      throw new IllegalArgumentException(owner + ": a trial that asks for nothing");
    }
  }
}
