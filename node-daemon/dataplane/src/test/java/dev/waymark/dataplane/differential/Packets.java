package dev.waymark.dataplane.differential;

import dev.waymark.dataplane.reference.ReferencePath.Arrival;

/** An endless row of packets. */
public interface Packets {
  Arrival next();
}
