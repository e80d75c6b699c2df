package dev.waymark.dataplane.commit;

import dev.waymark.dataplane.layout.Phase;
import dev.waymark.dataplane.layout.StoreLayout;
import dev.waymark.dataplane.memory.BlockLedger;
import dev.waymark.dataplane.memory.Memory;
import dev.waymark.dataplane.store.ControlWord;
import dev.waymark.dataplane.store.GenerationRecord;
import org.jspecify.annotations.Nullable;

/**
 * The control word in shared memory, and the slots that it names. Two may move it: we, and the
 * timer in the kernel, which only ever takes our own last publication back.
 */
final class Control {
  private final Slots slots;
  private Memory memory;

  /** What our own last move made of it. */
  private ControlWord own;

  /** What publishing will make of it. */
  private @Nullable ControlWord staged;

  Control(Memory memory, BlockLedger.Grace grace) {
    this.memory = memory;
    this.own = now();
    this.slots = new Slots(grace);
    this.slots.retireAll();
  }

  /** What packets go by. */
  ControlWord now() {
    return ControlWord.decode(memory.getLongAcquire(StoreLayout.CONTROL));
  }

  /** Writes a record into a slot that no packet sees, and says what publishing it will set. */
  ControlWord stage(GenerationRecord next) {
    ControlWord to = own.publish(slots.free(own));
    next.write(memory, to.active());
    staged = to;
    return to;
  }

  /** What was staged is not wanted. */
  void unstage() {
    staged = null;
  }

  /**
   * Makes packets see a record, the one that was staged if any was.
   *
   * @throws IllegalStateException if somebody else moved the control word
   */
  void publish(GenerationRecord next) {
    ControlWord to = staged == null ? stage(next) : staged;
    ControlWord from = own;
    if (!move(to)) {
      throw movedByOthers(from);
    }
    staged = null;
    if (from.active() != from.stable()) {
      slots.retire(from.active());
    }
  }

  /** False: the timer took the active generation back before. */
  boolean confirm() {
    ControlWord from = own;
    if (move(from.confirm())) {
      slots.retire(from.stable());
      return true;
    }
    if (!followTimer()) {
      throw movedByOthers(from);
    }
    return false;
  }

  /** False: the timer did so before. */
  boolean rollBack() {
    ControlWord from = own;
    if (move(from.rollBack())) {
      slots.retire(from.active());
      return true;
    }
    if (!followTimer()) {
      throw movedByOthers(from);
    }
    return false;
  }

  /** Whether the timer took our last publication back, which is noticed once. */
  boolean followTimer() {
    if (own.phase() != Phase.PROBATION || !now().equals(own.rollBack())) {
      return false;
    }
    slots.retire(own.active());
    own = own.rollBack();
    return true;
  }

  /** Goes on in a copy of the memory. */
  void moveTo(Memory larger) {
    memory = larger;
  }

  private boolean move(ControlWord to) {
    boolean moved = memory.compareAndSetLong(StoreLayout.CONTROL, own.encode(), to.encode());
    if (moved) {
      own = to;
    }
    return moved;
  }

  private IllegalStateException movedByOthers(ControlWord from) {
    return new IllegalStateException(
        "the control word was moved by somebody else, from %s to %s".formatted(from, now()));
  }
}
