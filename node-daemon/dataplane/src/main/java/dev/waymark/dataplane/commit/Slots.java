package dev.waymark.dataplane.commit;

import dev.waymark.dataplane.layout.StoreLayout;
import dev.waymark.dataplane.memory.BlockLedger;
import dev.waymark.dataplane.store.ControlWord;

/** Which slot the next generation's record may be written into. */
final class Slots {
  private final BlockLedger.Grace grace;

  /** For each slot the grace period after which no program run sees it any more. */
  private final long[] tickets = new long[StoreLayout.SLOTS];

  Slots(BlockLedger.Grace grace) {
    this.grace = grace;
  }

  /** A program run may still see any slot: after a restart. */
  void retireAll() {
    java.util.Arrays.fill(tickets, grace.request());
  }

  /** The slot is neither active nor stable any more. */
  void retire(int slot) {
    tickets[slot] = grace.request();
  }

  /** A slot that no program run sees; waits for a grace period if every free one is too fresh. */
  int free(ControlWord control) {
    int oldest = -1;
    for (int slot = 0; slot < tickets.length; slot++) {
      boolean used = slot == control.active() || slot == control.stable();
      if (!used && (oldest < 0 || tickets[slot] < tickets[oldest])) {
        oldest = slot;
      }
    }
    if (!grace.passed(tickets[oldest])) {
      grace.await(tickets[oldest]);
    }
    return oldest;
  }
}
