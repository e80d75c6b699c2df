package dev.waymark.dataplane.commit;

import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.lpm.Rib;
import dev.waymark.dataplane.memory.Allocator;
import dev.waymark.dataplane.memory.BlockLedger;
import dev.waymark.dataplane.memory.Memory;
import dev.waymark.dataplane.nexthop.Records;
import dev.waymark.dataplane.store.ControlWord;
import dev.waymark.dataplane.store.GenerationRecord;
import dev.waymark.dataplane.store.Image;
import dev.waymark.dataplane.store.StoreBooks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The generations of one store: builds aside, publishes, confirms, rolls back.
 *
 * <p>Packets see the generation that the control word names; it changes by one compare-and-swap.
 * The newest content is held exactly on the heap, as long as it is known: after a restart it is
 * not, until {@link #adopt} has compared what the caller says it is with what packets see. Not safe
 * for several threads.
 */
public final class Generations {
  private final Allocator allocator;
  private final BlockLedger ledger;
  private final Workshop workshop;
  private final Control control;
  private Memory memory;

  private final KnownContent content;
  private GenerationRecord active;
  private GenerationRecord stable;
  private long lastNumber;

  private @Nullable Commit open;
  private @Nullable GenerationRecord built;

  /** Takes over a store whose books were made from what it holds. */
  public Generations(Memory memory, StoreBooks books, BlockLedger.Grace grace) {
    this.memory = memory;
    this.allocator = books.allocator();
    this.ledger = new BlockLedger(allocator, grace);
    this.ledger.adopt(books.onlyActive(), books.onlyStable());
    this.workshop = new Workshop(memory, allocator, ledger);
    this.active = books.active();
    this.stable = books.stable();
    this.lastNumber = books.lastNumber();
    this.control = new Control(memory, grace);
    this.content = new KnownContent(active.number() == 0, stable.number() == 0);
  }

  /** The record of the generation that packets see; number 0: nothing was published. */
  public GenerationRecord active() {
    return active;
  }

  /** The record of the generation that a rollback returns to. */
  public GenerationRecord stable() {
    return stable;
  }

  public ControlWord control() {
    return control.now();
  }

  /** What stands in a slot, used or not. */
  public GenerationRecord.Found recordIn(int slot) {
    return GenerationRecord.read(memory, slot);
  }

  /** Whether the exact content of the active generation is known; see {@link #adopt}. */
  public boolean isContentKnown() {
    return content.isKnown();
  }

  /** The newest content's records, the open commit's included. */
  public Records records() {
    return content.newest().records();
  }

  /** The exact routes of a table, the open commit's included; empty if it never had any. */
  public Optional<Rib> rib(Family family, int table) {
    return Optional.ofNullable(content.newest().tableOrNull(family, table)).map(TableContent::rib);
  }

  public long routes() {
    return content.newest().routes();
  }

  public int rules() {
    Content newest = content.newest();
    return newest.settings().forwarded().size() + newest.settings().toNode().size();
  }

  public long usedBytes() {
    return allocator.usedBytes();
  }

  /** Opens a commit; if the content is not known, it must name everything. */
  public Commit begin() {
    if (open != null) {
      throw new IllegalStateException("another commit is open: publish or abandon it first");
    }
    if (control.followTimer()) {
      rolledBack();
    }
    open = new Commit(this, content.begin());
    return open;
  }

  void abandoned(Commit commit) {
    if (commit == open) {
      open = null;
      unbuild();
      content.abandon(commit, activeIsStable());
    }
  }

  /** Writes the commit's generation into free memory. Packets see nothing of it. */
  public Build build(Commit commit, byte[] digest) {
    requireCurrent(commit);
    unbuild();
    Content newest = content.newest();
    return switch (workshop.write(
        newest, active.image(), content.isKnown() ? commit.since() : null)) {
      case Workshop.Written.Fits fits -> {
        built = new GenerationRecord(lastNumber + 1, digest.clone(), fits.image());
        yield new Build.Done(built.number());
      }
      case Workshop.Written.TooSmall small -> new Build.StoreTooSmall(small.neededBytes());
    };
  }

  /**
   * Writes the record of what was built last into a slot that no packet sees: the last thing before
   * publishing.
   *
   * @return the control word that publishing will set
   * @throws IllegalStateException if nothing was built
   */
  public ControlWord stage(Commit commit) {
    return control.stage(requireBuilt(commit));
  }

  /**
   * Makes packets see the generation that was built last, on probation.
   *
   * @throws IllegalStateException if none was, or if somebody else moved the control word
   */
  public GenerationRecord publish(Commit commit) {
    GenerationRecord next = requireBuilt(commit);
    control.publish(next);
    commit.publishedOver(content.isKnown() ? active.image() : Image.empty(0));
    open = null;
    built = null;
    lastNumber = next.number();
    active = next;
    ledger.published();
    content.published();
    return next;
  }

  /** What the last published commit made different; before the next one is built. */
  public CommitDifference difference(Commit commit) {
    int slot = control().active();
    return CommitDifference.of(
        memory, slot, commit.before(), active.image(), content.newest(), commit.since());
  }

  /**
   * Whether rules, interfaces and mark mask lie in the store as the content has them, byte for
   * byte; else what differs, in a sentence.
   */
  public Optional<String> settingsDifference() {
    return workshop.settingsDifference(content.newest(), active.image());
  }

  /**
   * Makes the active generation the stable one.
   *
   * @return false if the timer in the kernel took it back before
   */
  public boolean confirm() {
    requireNoCommit("confirm");
    if (!control.confirm()) {
      rolledBack();
      return false;
    }
    stable = active;
    ledger.confirmed();
    content.confirmed();
    return true;
  }

  /**
   * Makes packets see the stable generation again. Its exact content is known afterwards unless it
   * was published before a restart: then {@link #isContentKnown()} is false.
   *
   * @return false if the timer in the kernel did so before
   */
  public boolean rollBack() {
    requireNoCommit("roll back");
    boolean ours = control.rollBack();
    rolledBack();
    return ours;
  }

  private void rolledBack() {
    active = stable;
    ledger.rolledBack();
    content.rolledBack();
  }

  /**
   * Compares the open commit, which must name everything, with the active generation, and takes it
   * for its exact content if they agree: block for block, without writing anything.
   *
   * @return empty if they agree, and the commit is closed; else the first difference, and the
   *     commit is still open and may be published
   */
  public Optional<String> adopt(Commit commit) {
    requireCurrent(commit);
    if (content.isKnown()) {
      throw new IllegalStateException("the content is known already");
    }
    Optional<String> difference =
        RecordMatch.adopt(memory, active.image(), content.newest())
            .or(() -> workshop.difference(content.newest(), active.image()));
    if (difference.isEmpty()) {
      commit.close();
      open = null;
      content.adopted(activeIsStable());
    }
    return difference;
  }

  /** Goes on in a larger store, into which all bytes of this one were copied. */
  public void moveTo(Memory larger, int end) {
    unbuild();
    workshop.moveTo(larger, end);
    control.moveTo(larger);
    memory = larger;
  }

  /** Frees what its grace period allows; with {@code wait}, everything that retired. */
  public void reclaim(boolean wait) {
    ledger.reclaim(wait);
  }

  private boolean activeIsStable() {
    return active.number() == stable.number();
  }

  private void unbuild() {
    control.unstage();
    if (built != null) {
      workshop.takeBack();
      built = null;
    }
  }

  private GenerationRecord requireBuilt(Commit commit) {
    requireCurrent(commit);
    GenerationRecord next = built;
    if (next == null) {
      throw new IllegalStateException("the commit was not built");
    }
    return next;
  }

  private void requireCurrent(Commit commit) {
    commit.requireOpen();
    if (commit != open) {
      throw new IllegalStateException("the commit belongs to another store");
    }
  }

  private void requireNoCommit(String move) {
    if (open != null) {
      throw new IllegalStateException("cannot " + move + " while a commit is open");
    }
  }
}
