package dev.waymark.dataplane.memory;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Which blocks the active and the stable generation need, and when the rest may be reused.
 *
 * <p>History is a line: the stable generation, then those published since. A block that a commit no
 * longer needs is either <em>young</em> (allocated since the stable generation; nobody else reaches
 * it) or <em>held</em>, because a rollback would need it. Young blocks retire when the commit is
 * published; held ones when it is confirmed; a rollback retires every young one instead and forgets
 * what was held. A retired block is free once a grace period has passed that began after it
 * retired: no program run that could still see it is left.
 *
 * <pre>
 *   allocate ──▶ fresh ──publish──▶ young ──confirm──▶ (stable's) ──release, publish──▶ held
 *                  │                  │ release, publish                                │ confirm
 *                  ▼ abandon          ▼                                                 ▼
 *                 free ◀──────── retired ◀──────────────────────────────────────────────┘
 * </pre>
 */
public final class BlockLedger {
  /** Grace periods, in order: tickets grow, and what passed stays passed. */
  public interface Grace {
    /** A ticket for a grace period that begins after this call. */
    long request();

    /** Whether the ticket's grace period is over. */
    boolean passed(long ticket);

    /** Waits until it is. */
    void await(long ticket);
  }

  private record Batch(long ticket, IntList blocks) {}

  private final Allocator allocator;
  private final Grace grace;
  private final IntList fresh = new IntList();
  private final IntList released = new IntList();
  private final IntList young = new IntList();
  private final BlockSet isYoung = new BlockSet();
  private IntList held = new IntList();
  private final Deque<Batch> retired = new ArrayDeque<>();

  public BlockLedger(Allocator allocator, Grace grace) {
    this.allocator = allocator;
    this.grace = grace;
  }

  /** A block for the generation being built. */
  public int allocate(int bytes) {
    int offset = allocator.allocate(bytes);
    fresh.add(offset);
    return offset;
  }

  /** The generation being built no longer needs this block of the one before. */
  public void release(int offset) {
    released.add(offset);
  }

  /** The generation being built is not wanted: its blocks are free at once, nobody saw them. */
  public void abandon() {
    for (int i = 0; i < fresh.size(); i++) {
      allocator.free(fresh.get(i));
    }
    fresh.clear();
    released.clear();
  }

  /** The generation being built was published. */
  public void published() {
    for (int i = 0; i < fresh.size(); i++) {
      isYoung.add(fresh.get(i));
    }
    young.addAll(fresh);
    fresh.clear();
    IntList retiring = new IntList(released.size());
    for (int i = 0; i < released.size(); i++) {
      int offset = released.get(i);
      if (isYoung.contains(offset)) {
        isYoung.remove(offset);
        retiring.add(offset);
      } else {
        held.add(offset);
      }
    }
    released.clear();
    retire(retiring);
  }

  /** The active generation became the stable one. */
  public void confirmed() {
    for (int i = 0; i < young.size(); i++) {
      isYoung.remove(young.get(i));
    }
    young.clear();
    retire(held);
    held = new IntList();
  }

  /** The stable generation became the active one. */
  public void rolledBack() {
    IntList retiring = new IntList(young.size());
    for (int i = 0; i < young.size(); i++) {
      int offset = young.get(i);
      // A block may stand in the list twice if it was freed and allocated again on probation.
      if (isYoung.contains(offset)) {
        isYoung.remove(offset);
        retiring.add(offset);
      }
    }
    young.clear();
    held.clear();
    retire(retiring);
  }

  /** After a restart on probation: what only the active, and only the stable generation reaches. */
  public void adopt(IntList onlyActive, IntList onlyStable) {
    for (int i = 0; i < onlyActive.size(); i++) {
      isYoung.add(onlyActive.get(i));
    }
    young.addAll(onlyActive);
    held.addAll(onlyStable);
  }

  /** Frees what has had its grace period; with {@code wait}, everything that retired. */
  public void reclaim(boolean wait) {
    while (!retired.isEmpty()) {
      Batch batch = retired.getFirst();
      if (!grace.passed(batch.ticket())) {
        if (!wait) {
          return;
        }
        grace.await(batch.ticket());
      }
      for (int i = 0; i < batch.blocks().size(); i++) {
        allocator.free(batch.blocks().get(i));
      }
      retired.removeFirst();
    }
  }

  private void retire(IntList blocks) {
    if (!blocks.isEmpty()) {
      retired.addLast(new Batch(grace.request(), blocks));
    }
  }
}
