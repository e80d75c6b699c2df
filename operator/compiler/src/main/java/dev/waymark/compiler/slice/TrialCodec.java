package dev.waymark.compiler.slice;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.v1alpha1.ProbeType;
import dev.waymark.compiler.model.DesiredProbe;
import dev.waymark.compiler.model.DesiredTrial;
import dev.waymark.compiler.model.Owner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trials: owner, table, time in milliseconds (0: absent), then the probes. */
final class TrialCodec {
  private static final int TEXT_MAX = 4096;
  private static final int PROBES_MAX = 64;
  private static final int LONGEST_MILLIS = Integer.MAX_VALUE;

  private TrialCodec() {}

  static void write(ByteWriter out, DesiredTrial trial) {
    out.text(trial.owner().kind());
    out.text(trial.owner().namespace());
    out.text(trial.owner().name());
    out.put(trial.table());
    TimeSpan within = trial.confirmWithin();
    out.varint(within == null ? 0 : within.duration().toMillis());
    out.varint(trial.probes().size());
    for (DesiredProbe probe : trial.probes()) {
      out.text(probe.name());
      out.put(code(probe.type()));
      out.text(probe.target());
      out.varint(probe.port());
      out.text(probe.path());
      out.varint(probe.timeout().duration().toMillis());
    }
  }

  static DesiredTrial read(ByteReader in) {
    Owner owner =
        new Owner(
            in.text(TEXT_MAX, "kind"), in.text(TEXT_MAX, "namespace"), in.text(TEXT_MAX, "name"));
    int table = in.get();
    int within = in.number(LONGEST_MILLIS, "time to confirm in");
    List<DesiredProbe> probes = new ArrayList<>();
    for (int left = in.number(PROBES_MAX, "number of probes"); left > 0; left--) {
      probes.add(probe(in));
    }
    @Nullable TimeSpan confirmWithin = within == 0 ? null : millis(within);
    try {
      return new DesiredTrial(owner, table, confirmWithin, probes);
    } catch (IllegalArgumentException e) {
      throw in.corrupt("an impossible trial: " + e.getMessage(), e);
    }
  }

  private static DesiredProbe probe(ByteReader in) {
    String name = in.text(TEXT_MAX, "probe name");
    int type = in.get();
    String target = in.text(TEXT_MAX, "target");
    int port = in.number(65_535, "port");
    String path = in.text(TEXT_MAX, "path");
    int timeout = in.number(LONGEST_MILLIS, "timeout");
    try {
      return new DesiredProbe(name, type(in, type), target, port, path, millis(timeout));
    } catch (IllegalArgumentException e) {
      throw in.corrupt("an impossible probe: " + e.getMessage(), e);
    }
  }

  private static TimeSpan millis(int millis) {
    return new TimeSpan(Duration.ofMillis(millis));
  }

  /** Part of the format, and never reused. */
  private static int code(ProbeType type) {
    return switch (type) {
      case Icmp -> 1;
      case Tcp -> 2;
      case Http -> 3;
    };
  }

  private static ProbeType type(ByteReader in, int code) {
    for (ProbeType type : ProbeType.values()) {
      if (code(type) == code) {
        return type;
      }
    }
    throw in.corrupt("a probe of type " + code + " is unknown");
  }
}
