package dev.waymark.compiler.contribution;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.v1alpha1.Probe;
import dev.waymark.api.v1alpha1.ProbeType;
import dev.waymark.api.v1alpha1.RouteTableSpec;
import dev.waymark.compiler.model.DesiredProbe;
import dev.waymark.compiler.model.DesiredTrial;
import dev.waymark.compiler.model.Owner;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a RouteTable asks of a change before it stays: {@code probes} and {@code rollout}. */
final class Trials {
  private static final int HTTP_PORT = 80;

  private Trials() {}

  /** Empty where it asks for nothing. */
  static Optional<DesiredTrial> of(Owner owner, RouteTableSpec spec) {
    @Nullable TimeSpan within = spec.confirmWithin().orElse(null);
    if (within == null && spec.probes().isEmpty()) {
      return Optional.empty();
    }
    List<DesiredProbe> probes = spec.probes().stream().map(Trials::probe).toList();
    return Optional.of(new DesiredTrial(owner, spec.tableId(), within, probes));
  }

  private static DesiredProbe probe(Probe probe) {
    Integer port = probe.port();
    String path = probe.path();
    return new DesiredProbe(
        probe.name(),
        probe.type(),
        probe.target(),
        port != null ? port : probe.type() == ProbeType.Http ? HTTP_PORT : 0,
        path != null ? path : probe.type() == ProbeType.Http ? "/" : "",
        probe.timeout());
  }
}
