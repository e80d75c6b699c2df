package dev.waymark.daemon.converge;

/**
 * The order of a commit. A crash before, within or after any of them leaves forwarding whole; what
 * the next start finds, and does, is written beside each.
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
   * New nodes into free space of the store, the generation record last. A crash leaves memory that
   * no generation reaches: free again after the restart's marking.
   */
  BUILD_ASIDE("build"),

  /**
   * The kernel's timer that takes an unconfirmed generation back. Not served yet: {@link #served}
   * says so, and a generation left in probation by a crash is judged by the next start.
   */
  ARM_TIMER("timer"),

  /**
   * One compare-and-swap: the generation is live, on probation. A crash leaves it so; the next
   * start reads it back and confirms it, or takes it back. In a store that is to succeed one of
   * another version the generation is read back and confirmed here, before any packet sees it.
   */
  PUBLISH("publish"),

  /**
   * What the node itself sends follows: the routes of table 254 go into a kernel table, in an order
   * in which every address is answered as before or as after. A crash leaves a part; the next start
   * reads what is there and makes it fit the generation that it goes on with.
   */
  COPY_FOR_LOCAL_SENDERS("local-senders"),

  /**
   * Programs attached where they are wanted and were not: they see the generation whole. Where a
   * store succeeds another, this is where links change over, one by one; both stores say the same,
   * so a crash leaves forwarding whole, and the next start, which finds the old store still pinned,
   * fills a third and brings every link to that.
   */
  ATTACH("attach"),

  /** The data path is read back through the live program's own code. A crash: as for PUBLISH. */
  READ_BACK("read-back"),

  /** One compare-and-swap: the generation is stable. A crash leaves the pointer one step behind. */
  CONFIRM("confirm"),

  /**
   * The disk's pointer names the stable root. A crash before it: the next start sees that the store
   * is ahead of the pointer, and rebuilds from the source.
   */
  MOVE_POINTER("pointer"),

  /** What no generation needs any more leaves the kernel and the disk, after its quarantine. */
  RETIRE("retire");

  private final String word;

  CommitStep(String word) {
    this.word = word;
  }

  /** False for a step of the design that does nothing yet. */
  public boolean served() {
    return this != ARM_TIMER;
  }

  /** The step's name in logs and messages. */
  public String word() {
    return word;
  }
}
