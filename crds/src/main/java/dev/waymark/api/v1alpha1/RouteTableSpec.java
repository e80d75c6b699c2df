package dev.waymark.api.v1alpha1;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.schema.Absent;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Items;
import dev.waymark.api.schema.Range;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A routing table, and the nodes that hold it. */
@ApiType
@Doc("A routing table, and the nodes that hold it.")
public record RouteTableSpec(
    @Doc(
            "The table, as in ip route. 1 to 252 act through a RoutingPolicy; 253 (default) and 254 (main) act for all forwarded traffic.")
        @Range(min = 1, max = 254)
        int tableId,
    @Doc(
            "Who wins when two RouteTables declare the same prefix and metric in one table: the higher precedence, then the lower name. Absent means 100.")
        @Range(max = 1000)
        @Nullable Integer precedence,
    @Doc("The nodes that hold the routes; {} means all.") LabelSelector nodeSelector,
    @Doc("The routes. More than 1024 belong into routesFrom.") @Items(max = 1024)
        List<Route> routes,
    @Doc("Routes mirrored from elsewhere.") @Items(max = 64, key = "name")
        List<RouteSource> routesFrom,
    @Doc("How gateways are watched. Absent means by their interfaces alone.")
        @Nullable Liveness liveness,
    @Doc("What must answer before a change is confirmed.") @Items(max = 8, key = "name")
        List<Probe> probes,
    @Doc("How a change spreads over the nodes.") @Nullable Rollout rollout) {
  /** The rules that join its fields. */
  public static final List<Check<RouteTableSpec>> CHECKS =
      List.of(
          new Check<>(
              "PR-TIME-02",
              "probes",
              "!has(self.probes) || self.probes.all(p, !p.timeout.matches('%1$s') || duration(p.timeout) < (has(self.rollout) && has(self.rollout.confirmWithin) && self.rollout.confirmWithin.matches('%1$s') ? duration(self.rollout.confirmWithin) : duration('%2$s')))"
                  .formatted(TimeSpan.PATTERN, Rollout.CONFIRM_WITHIN),
              "is not shorter than rollout.confirmWithin (10s when absent): no answer would come in time",
              RouteTableSpec::slowProbe));

  /** Absent lists and maps are empty. */
  public RouteTableSpec {
    routes = Absent.toEmpty(routes);
    routesFrom = Absent.toEmpty(routesFrom);
    probes = Absent.toEmpty(probes);
  }

  /** The precedence that counts: 100 when absent. */
  public int effectivePrecedence() {
    return precedence == null ? 100 : precedence;
  }

  /** How long a change of this table may stay unconfirmed; empty where it does not say so. */
  public Optional<TimeSpan> confirmWithin() {
    return Optional.ofNullable(rollout).map(Rollout::confirmWithin);
  }

  private static @Nullable String slowProbe(RouteTableSpec spec) {
    Duration within = spec.confirmWithin().orElse(Rollout.CONFIRM_WITHIN).duration();
    for (int i = 0; i < spec.probes.size(); i++) {
      if (spec.probes.get(i).timeout().duration().compareTo(within) >= 0) {
        return "probes[" + i + "].timeout";
      }
    }
    return null;
  }
}
