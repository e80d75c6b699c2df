package dev.waymark.daemon.probe;

import dev.waymark.compiler.model.DesiredProbe;
import dev.waymark.compiler.model.Owner;
import java.util.Map;

/** What every probe of a state saw, at one time. */
public record Answers(Map<Asked, ProbeAnswer> byProbe) {
  /** Nothing was asked. */
  public static final Answers NONE = new Answers(Map.of());

  /** A probe of a RouteTable. Equal before and after a change only if it asks the same. */
  public record Asked(Owner owner, DesiredProbe probe) {
    @Override
    public String toString() {
      return "probe " + probe.name() + " of " + owner;
    }
  }

  public Answers {
    byProbe = Map.copyOf(byProbe);
  }
}
