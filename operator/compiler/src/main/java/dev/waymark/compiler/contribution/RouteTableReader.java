package dev.waymark.compiler.contribution;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.KernelTableRef;
import dev.waymark.api.v1alpha1.Liveness;
import dev.waymark.api.v1alpha1.LivenessType;
import dev.waymark.api.v1alpha1.NextHop;
import dev.waymark.api.v1alpha1.Route;
import dev.waymark.api.v1alpha1.RouteSource;
import dev.waymark.api.v1alpha1.RouteTableSpec;
import dev.waymark.compiler.diagnostic.DiagnosticCode;
import dev.waymark.compiler.diagnostic.Findings;
import dev.waymark.compiler.model.DesiredLiveness;
import dev.waymark.compiler.model.DesiredMirror;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.DesiredTableBuilder;
import dev.waymark.compiler.model.Hop;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one RouteTable. All findings are told at once; the table comes out only if none of them
 * refuses it.
 */
public final class RouteTableReader {
  private static final int DUPLICATES_TOLD = 10;

  private final Owner owner;
  private final RouteTableSpec spec;
  private final ProtectedPrefixes protectedPrefixes;
  private final ConfigMaps configMaps;
  private final Findings findings;

  /** For one resource and what it may refer to. */
  public RouteTableReader(
      Owner owner,
      RouteTableSpec spec,
      ProtectedPrefixes protectedPrefixes,
      ConfigMaps configMaps,
      Findings findings) {
    this.owner = owner;
    this.spec = spec;
    this.protectedPrefixes = protectedPrefixes;
    this.configMaps = configMaps;
    this.findings = findings;
  }

  /** Its contribution, or empty if the findings refuse it. */
  public Optional<TableContribution> read() {
    ServedFields.ROUTE_TABLE.check(spec, findings);
    if (!tableIsOurs()) {
      return Optional.empty();
    }
    DesiredTableBuilder builder = DesiredTable.builder(spec.tableId());
    for (int i = 0; i < spec.routes().size(); i++) {
      route(spec.routes().get(i), "spec.routes[" + i + "]", builder);
    }
    List<Mirror> mirrors = new ArrayList<>();
    List<DesiredMirror> fromKernel = new ArrayList<>();
    for (int i = 0; i < spec.routesFrom().size(); i++) {
      RouteSource source = spec.routesFrom().get(i);
      if (source.configMap() != null) {
        Mirror mirror = new Mirror(source, "spec.routesFrom[" + i + "]", source.configMap());
        mirrors.add(mirror);
        mirror.read(configMaps, owner, protectedPrefixes, builder, findings);
      }
      KernelTableRef kernel = source.kernelTable();
      if (kernel != null) {
        fromKernel.add(
            KernelSource.read(
                owner, spec.tableId(), source, kernel, "spec.routesFrom[" + i + "]", findings));
      }
    }
    Set<Duplicate> duplicates = new HashSet<>();
    DesiredTable table =
        builder.build(
            Comparator.naturalOrder(),
            (to, kept, dropped) -> {
              if (duplicates.size() < DUPLICATES_TOLD) {
                duplicates.add(new Duplicate(to, kept.metric()));
              }
            });
    duplicates.stream().sorted().forEach(duplicate -> tell(duplicate, mirrors));
    return findings.refused()
        ? Optional.empty()
        : Optional.of(
            new TableContribution(
                owner,
                spec.effectivePrecedence(),
                spec.nodeSelector(),
                table,
                Trials.of(owner, spec),
                fromKernel,
                liveness()));
  }

  private @Nullable DesiredLiveness liveness() {
    Liveness liveness = spec.liveness();
    TimeSpan interval = liveness == null ? null : liveness.interval();
    Integer failures = liveness == null ? null : liveness.failures();
    if (liveness == null
        || interval == null
        || failures == null
        || liveness.type() == LivenessType.None) {
      return null;
    }
    Integer port = liveness.port();
    return new DesiredLiveness(
        owner,
        liveness.type() == LivenessType.Tcp
            ? DesiredLiveness.Question.TCP
            : DesiredLiveness.Question.ICMP,
        port == null ? 0 : port,
        Math.max(1, interval.duration().toMillis()),
        failures);
  }

  private boolean tableIsOurs() {
    int id = spec.tableId();
    if (id >= 1 && id <= 254) {
      return true;
    }
    findings.add(
        DiagnosticCode.ReservedTable,
        "spec.tableId",
        switch (id) {
          case 255 ->
              "255 is the kernel's local table; to deliver a destination to this host write a route with type: Local in table 254";
          case 0 ->
              "0 is no table but the kernel's word for all of them; write 254 for the main table";
          default -> id + " is no table; write 1 to 254";
        });
    return false;
  }

  private void route(Route route, String path, DesiredTableBuilder builder) {
    if (repeats(route, path)) {
      return;
    }
    if (!protectedPrefixes.admits(route.to(), route.forced(), path + ".to", findings)) {
      return;
    }
    try {
      builder.add(route.to(), way(route));
    } catch (IllegalArgumentException e) {
      findings.add(
          DiagnosticCode.Invalid,
          path,
          e.getMessage() + "; the API's own checks should have said so");
    }
  }

  private boolean repeats(Route route, String path) {
    for (int i = 0; i < route.via().size(); i++) {
      for (int j = 0; j < i; j++) {
        NextHop hop = route.via().get(i);
        NextHop before = route.via().get(j);
        if (Objects.equals(hop.gateway(), before.gateway())
            && Objects.equals(hop.interfaceName(), before.interfaceName())) {
          findings.add(
              DiagnosticCode.Invalid,
              path + ".via[" + i + "]",
              "is the next hop of via["
                  + j
                  + "] again; write it once, with the sum of the weights");
          return true;
        }
      }
    }
    return false;
  }

  private Way way(Route route) {
    List<Hop> via =
        route.via().stream()
            .map(hop ->
                new Hop(
                    hop.gateway(),
                    hop.interfaceName(),
                    hop.effectiveWeight(),
                    hop.takenOnlink(),
                    hop.dispensable()))
            .toList();
    int mtu = route.mtu() == null ? 0 : route.mtu();
    return new Way(
        route.effectiveType(),
        route.effectiveMetric(),
        via,
        mtu,
        route.src(),
        route.forced(),
        route.expiresAt(),
        owner,
        route.inputInterface());
  }

  private void tell(Duplicate duplicate, List<Mirror> mirrors) {
    List<String> places = new ArrayList<>();
    for (int i = 0; i < spec.routes().size(); i++) {
      Route route = spec.routes().get(i);
      if (route.to().equals(duplicate.to) && route.effectiveMetric() == duplicate.metric) {
        places.add("spec.routes[" + i + "]");
      }
    }
    mirrors.forEach(mirror -> mirror.find(configMaps, duplicate.to, duplicate.metric, places));
    findings.add(
        DiagnosticCode.DuplicateRoute,
        places.isEmpty() ? "spec" : places.getLast(),
        duplicate.to
            + " with metric "
            + duplicate.metric
            + " is declared more than once: "
            + String.join(", ", places)
            + "; keep one, or give them different metrics");
  }

  private record Duplicate(Prefix to, long metric) implements Comparable<Duplicate> {
    @Override
    public int compareTo(Duplicate other) {
      int byPrefix = to.compareTo(other.to);
      return byPrefix != 0 ? byPrefix : Long.compare(metric, other.metric);
    }
  }
}
