package dev.waymark.dataplane;

import dev.waymark.libbpf.BpfProgram;

/**
 * A larger store that holds the same generations, with programs of its own. Update every link to
 * {@link #program}, then {@link #commit}; until then nothing else may change. Packets may meet
 * either program meanwhile: both say the same.
 */
public final class StoreReplacement {
  private final Dataplane dataplane;
  private final Programs programs;
  private boolean open = true;

  StoreReplacement(Dataplane dataplane, Programs programs) {
    this.dataplane = dataplane;
    this.programs = programs;
  }

  /** What the links are to run. */
  public BpfProgram program() {
    return programs.ingress;
  }

  /** What links at XDP are to run. */
  public BpfProgram early() {
    return programs.early().drop();
  }

  /** Bytes of the larger store. */
  public long bytes() {
    return programs.memory.size();
  }

  /** The links run the new program: the old store is given up. */
  public void commit() {
    requireOpen();
    dataplane.switchTo(programs);
    open = false;
  }

  /** The links run the old program again, or still: the new store is given up. */
  public void abandon() {
    requireOpen();
    dataplane.keep();
    programs.close();
    open = false;
  }

  private void requireOpen() {
    if (!open) {
      throw new IllegalStateException("the replacement was committed or abandoned");
    }
  }
}
