package dev.waymark.dataplane.differential;

import dev.waymark.dataplane.reference.ReferencePath.Arrival;

/** An endless row of packets. */
interface Packets {
  Arrival next();
}
