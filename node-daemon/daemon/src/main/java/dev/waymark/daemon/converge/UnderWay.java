package dev.waymark.daemon.converge;

import dev.waymark.daemon.report.NodeReport.NodePhase;
import dev.waymark.daemon.source.Wanted;
import org.jspecify.annotations.Nullable;

/** Is told before a step that takes its time, as one that asks probes does. */
@FunctionalInterface
interface UnderWay {

  /**
   * The step begins.
   *
   * @param target what is to be proven
   * @param confirmed what was proven last; null: nothing was
   */
  void begins(NodePhase phase, Wanted target, @Nullable Wanted confirmed);
}
