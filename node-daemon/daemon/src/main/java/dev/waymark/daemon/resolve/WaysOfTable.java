package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.Way;
import dev.waymark.daemon.resolve.WayResolution.Outcome;
import dev.waymark.daemon.resolve.WayResolution.Trouble;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways that one table declares, each resolved once however many prefixes say it, and what
 * became of them for the findings.
 */
final class WaysOfTable {

  private static final int MANY = 5;

  private final DesiredTable table;
  private final WayResolution resolution;
  private final RouteIndex routes;
  private final NextExpiry expiry;
  private final @Nullable Outcome[] outcomes;
  private final int[] indices;
  private final int[] uses;
  private final @Nullable Prefix[] first;
  private final List<Finding> refusals = new ArrayList<>();
  private int refused;

  WaysOfTable(DesiredTable table, WayResolution resolution, RouteIndex routes, NextExpiry expiry) {
    int count = table.ways().size();
    this.table = table;
    this.resolution = resolution;
    this.routes = routes;
    this.expiry = expiry;
    this.outcomes = new @Nullable Outcome[count];
    this.indices = new int[count];
    this.uses = new int[count];
    this.first = new @Nullable Prefix[count];
  }

  TableMerge.Ways of(Family family) {
    return new TableMerge.Ways() {
      @Override
      public int route(int way) {
        outcome(way);
        return indices[way];
      }

      @Override
      public long metric(int way) {
        return table.ways().get(way).metric();
      }

      @Override
      public boolean force(int way) {
        return table.ways().get(way).force();
      }

      @Override
      public void used(int way, long hi, long lo, int length) {
        if (uses[way]++ == 0) {
          first[way] = new Prefix(family, hi, lo, length);
        }
      }

      @Override
      public void refused(int way, Prefix prefix, Prefix within) {
        refuse(table.ways().get(way), prefix, within);
      }
    };
  }

  /** In the order of the ways, refusals last. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (int way = 0; way < outcomes.length; way++) {
      Outcome outcome = outcomes[way];
      Prefix prefix = first[way];
      if (outcome == null || prefix == null) {
        continue;
      }
      String where =
          uses[way] == 1 ? prefix.toString() : prefix + " and %d more".formatted(uses[way] - 1);
      for (Trouble trouble : outcome.troubles()) {
        findings.add(
            new Finding(
                table.ways().get(way).owner(), trouble.reason(), where + ": " + trouble.message()));
      }
    }
    findings.addAll(refusals);
    return findings;
  }

  private Outcome outcome(int way) {
    Outcome known = outcomes[way];
    if (known != null) {
      return known;
    }
    Way declared = table.ways().get(way);
    expiry.see(declared.expiresAt());
    Outcome outcome = resolution.resolve(declared);
    outcomes[way] = outcome;
    ResolvedRoute route = outcome.route();
    indices[way] = route == null ? -1 : routes.of(route);
    return outcome;
  }

  /** A whole table inside a protected prefix is told by its first few routes. */
  private void refuse(Way way, Prefix prefix, Prefix within) {
    if (++refused > MANY) {
      return;
    }
    String what =
        prefix.equals(within) ? "is protected" : "lies in the protected %s".formatted(within);
    refusals.add(
        new Finding(
            way.owner(),
            Reason.ProtectedPrefix,
            "%s %s on this node; set force: true if that is meant".formatted(prefix, what)));
  }
}
