/**
 * What must answer before a change is confirmed, asked the way the change would send it.
 *
 * <p>A probe of a RouteTable goes through that table as packets do: the live program's own lookup
 * names the next hops, and the probe carries the mark of each of them in turn. Each kind of probe
 * can fail, and says what it saw. Nothing here decides: {@link dev.waymark.daemon.probe.Judgement}
 * compares what answered before with what answers now, and is pure.
 */
@NullMarked
package dev.waymark.daemon.probe;

import org.jspecify.annotations.NullMarked;
