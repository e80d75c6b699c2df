package dev.waymark.daemon.converge;

/**
 * The order of a commit. A crash before, within or after any of them leaves forwarding whole: each
 * packet is handled under the generation before or the one after, and none is lost. What the next
 * start finds, and does, is written beside each.
 */
public enum CommitStep {
  /**
   * Slices and root, checked against their digests, written, synced and renamed. A crash leaves
   * slices that no pointer names: kept, and collected after a later commit.
   */
  WRITE_SLICES("slices"),

  /**
   * Kernel tables and rules that the new generation needs are added; none is removed. A crash
   * leaves tables that no packet is sent to: adopted if wanted again, else retired.
   */
  ADD_KERNEL_OBJECTS("kernel-objects"),

  /**
   * New nodes into free space of the store; and the probes are asked what answers before the
   * change. A crash leaves memory that no generation reaches: free again after the restart's
   * marking.
   */
  BUILD_ASIDE("build"),

  /** The generation record, into a slot that no packet sees. A crash: as for BUILD_ASIDE. */
  WRITE_RECORD("record"),

  /**
   * The kernel's timer that takes the generation back unless it is confirmed in time. A crash
   * leaves a timer that waits for a publication that never comes, and fires without effect.
   */
  ARM_TIMER("timer"),

  /**
   * One compare-and-swap: the generation is live, on probation. From here to CONFIRM a crash leaves
   * it so: a start within the window takes it back and commits anew what the source says; if none
   * comes, the kernel takes it back, and the next start reports it, and waits for another commit or
   * a SIGHUP before it tries again. In a store that is to succeed one of another version the
   * generation is read back and confirmed here, before any packet sees it.
   */
  PUBLISH("publish"),

  /**
   * Programs attached where they are wanted and were not: they see the generation whole. Where a
   * store succeeds another, this is where links change over, one by one; both stores say the same,
   * so a crash leaves forwarding whole, and the next start, which finds the old store still pinned,
   * fills a third and brings every link to that. Then a grace period: no packet is under the
   * generation before any more. A crash: as for PUBLISH.
   */
  ATTACH("attach"),

  /** The data path is read back through the live program's own code. A crash: as for PUBLISH. */
  READ_BACK("read-back"),

  /**
   * The probes are asked again, and judged against what answered before. Only a change of what is
   * declared is probed: what the node itself changed, no rollback could undo. A crash: as for
   * PUBLISH.
   */
  PROBE("probe"),

  /**
   * One compare-and-swap: the generation is stable, and the timer is ended. A crash leaves the
   * pointer one step behind.
   */
  CONFIRM("confirm"),

  /**
   * What the node itself sends follows what is confirmed, and so never a state that is taken back:
   * the routes of table 254 go into a kernel table, in an order in which every address is answered
   * as before or as after. A crash leaves a part; the next start reads what is there and makes it
   * fit the generation that it goes on with.
   */
  COPY_FOR_LOCAL_SENDERS("local-senders"),

  /**
   * The disk's pointer names the stable root. A crash before it: the next start sees that the store
   * is ahead of the pointer, and goes on from the store.
   */
  MOVE_POINTER("pointer"),

  /**
   * What no generation needs any more leaves the kernel and the disk, after its quarantine. A crash
   * leaves it there; the next start's quarantine begins anew.
   */
  RETIRE("retire");

  private final String word;

  CommitStep(String word) {
    this.word = word;
  }

  /** The step's name in logs and messages. */
  public String word() {
    return word;
  }
}
