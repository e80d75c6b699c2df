package dev.waymark.dataplane;

import dev.waymark.dataplane.commit.Build;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.commit.Generations;
import dev.waymark.dataplane.counters.Counters;
import dev.waymark.dataplane.explain.Explanation;
import dev.waymark.dataplane.layout.StoreLayout;
import dev.waymark.dataplane.memory.GraceClock;
import dev.waymark.dataplane.memory.MappedMemory;
import dev.waymark.dataplane.nexthop.Records;
import dev.waymark.dataplane.readback.ReadBack;
import dev.waymark.dataplane.readback.TableLookup;
import dev.waymark.dataplane.store.GenerationRecord;
import dev.waymark.dataplane.store.StoreBooks;
import dev.waymark.dataplane.store.StoreCheck;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.GracePeriod;
import dev.waymark.libbpf.TestRun;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store that packets are looked up in, and the programs bound to it.
 *
 * <p>The order of things: {@link #open}; {@link #begin} a commit and fill it; {@link #publish} it,
 * and grow the store if it must; {@link #readBack}; {@link #confirm} or {@link #rollBack}. After a
 * restart {@link #adoptRib} first, with a commit that names everything. {@link #program} is
 * attached by the caller, once something was published. Not safe for several threads, counters
 * apart.
 */
public final class Dataplane implements AutoCloseable {

  private final DataplaneSettings settings;
  private final Pins pins;
  private final Adoption adoption;
  private final GraceClock grace;
  private final Generations generations;
  private final Counters counters;
  private final Probation probation;
  private Programs programs;
  private volatile boolean successor;
  private @Nullable StoreReplacement replacement;

  private Dataplane(
      DataplaneSettings settings,
      Pins pins,
      Programs programs,
      StoreBooks books,
      Adoption adoption) {
    this.settings = settings;
    this.pins = pins;
    this.programs = programs;
    this.adoption = adoption;
    this.successor = adoption instanceof Adoption.Refused;
    this.grace = new GraceClock(GracePeriod::await);
    this.generations = new Generations(new MappedMemory(programs.memory), books, grace);
    this.counters = new Counters(programs.kept(KeptMap.REASONS), programs.kept(KeptMap.COUNTERS));
    this.probation = new Probation(generations, programs.timer);
  }

  /**
   * Takes over what is pinned, or makes it new.
   *
   * @throws dev.waymark.libbpf.NativeException if the kernel refuses
   */
  public static Dataplane open(DataplaneSettings settings) {
    Pins pins = new Pins(settings.pinDirectory());
    Opening opening = Opening.of(settings, pins);
    return new Dataplane(settings, pins, opening.programs(), opening.books(), opening.adoption());
  }

  /** What was found when it was opened. */
  public Adoption adoption() {
    return adoption;
  }

  /** Opens a commit; there may be one at a time. */
  public Commit begin() {
    requireNoReplacement();
    return generations.begin();
  }

  /**
   * After a restart: takes the open commit, which names everything, for the exact content of the
   * active generation, if it is. No packet notices.
   *
   * @return empty if it is, and the commit is closed; else what differs, and the commit is still
   *     open: publish it
   */
  public Optional<String> adoptRib(Commit commit, byte[] digest) {
    if (!java.util.Arrays.equals(digest, generations.active().digest())) {
      return Optional.of("the digest of the desired state differs");
    }
    return generations.adopt(commit);
  }

  /**
   * Whether the exact content of the active generation is known, so that commits may be partial.
   */
  public boolean isContentKnown() {
    return generations.isContentKnown();
  }

  /** Writes the commit's generation aside; packets see nothing of it yet. */
  public Build build(Commit commit, byte[] digest) {
    requireNoReplacement();
    return generations.build(commit, digest);
  }

  /** How long what is published next may stay unconfirmed, and what became of the last. */
  public Probation probation() {
    return probation;
  }

  /** Makes packets see what was built, on probation: one store. */
  public Generation publishBuilt(Commit commit) {
    requireNoReplacement();
    return Generation.of(generations.publish(commit), generations.control().phase());
  }

  /** Builds and publishes. */
  public Publication publish(Commit commit, byte[] digest) {
    return switch (build(commit, digest)) {
      case Build.Done done -> new Publication.Published(publishBuilt(commit));
      case Build.StoreTooSmall small -> new Publication.StoreTooSmall(small.neededBytes());
    };
  }

  /**
   * Makes the active generation the stable one.
   *
   * @return false if the kernel's timer took it back before
   */
  public boolean confirm() {
    requireNoReplacement();
    boolean ours = generations.confirm();
    probation.end();
    return ours;
  }

  /**
   * Makes packets see the stable generation again: one store.
   *
   * @return false if the kernel's timer did so before
   */
  public boolean rollBack() {
    requireNoReplacement();
    boolean ours = generations.rollBack();
    probation.end();
    return ours;
  }

  /** Waits until no program run is left that began before this call. */
  public void awaitGracePeriod() {
    grace.await(grace.request());
  }

  /** The generation that packets see. */
  public Optional<Generation> active() {
    return published(generations.active());
  }

  /** The generation that a rollback returns to. */
  public Optional<Generation> stable() {
    return published(generations.stable());
  }

  private Optional<Generation> published(GenerationRecord record) {
    return record.number() == 0
        ? Optional.empty()
        : Optional.of(Generation.of(record, generations.control().phase()));
  }

  /**
   * Asks the live program about everything that the last published commit made different, before it
   * is confirmed.
   */
  public ReadBack.Result readBack(Commit commit) {
    return ReadBack.of(generations, commit, programs.lookup, programs.queries);
  }

  /**
   * What the live program would do with a packet. Runs in the calling thread's network namespace,
   * which must have the interface that the order names.
   */
  public Explanation explain(TestRun packet) {
    return Twin.run(programs, packet);
  }

  /** What packets meet in one table, by the live program's own lookup. */
  public TableLookup lookup() {
    MappedMemory memory = new MappedMemory(programs.memory);
    return new TableLookup(generations, memory, programs.lookup, programs.queries);
  }

  /** The routes, groups and next hops that handles and indices stand for. */
  public Records records() {
    return generations.records();
  }

  /** The exact content, for whoever lists routes. */
  public Generations generations() {
    return generations;
  }

  /**
   * Makes a larger store with the same content, also while a commit is open.
   *
   * @param neededBytes what a publication said
   */
  public Growth grow(long neededBytes) {
    requireNoReplacement();
    long size = programs.memory.size();
    // An eighth more, or the next change would ask again.
    long wanted = DataplaneSettings.powerOfTwo(Math.max(size * 2, neededBytes + neededBytes / 8));
    if (wanted > settings.largestBytes() && neededBytes <= settings.largestBytes()) {
      wanted = settings.largestBytes();
    }
    if (wanted > settings.largestBytes() || wanted <= size) {
      return new Growth.CapacityExceeded(neededBytes, settings.largestBytes());
    }
    Programs larger =
        Programs.load(Math.toIntExact(wanted), null, programs.kept, programs.rollback);
    programs.memory.copyTo(larger.memory, 0, 0, size);
    larger.memory.setLong(StoreLayout.SIZE, wanted);
    replacement = new StoreReplacement(this, larger);
    return new Growth.Larger(replacement);
  }

  /**
   * Whether the store is to succeed one that serves still. It is filled and proven aside; then
   * links are given its program; then it {@link #succeed}s.
   */
  public boolean isSuccessor() {
    return successor;
  }

  /**
   * Every link runs {@link #program}: the store takes the place of the one before it, which goes
   * with the last packet that is under way in it. Until here a restart, of this version or of the
   * one before, finds the old store and begins again.
   */
  public void succeed() {
    requireNoReplacement();
    if (successor) {
      pins.pin(Pins.ROLLBACK, programs.rollback);
      pins.pin(Pins.STORE, programs.store);
      successor = false;
    }
  }

  void switchTo(Programs larger) {
    if (!successor) {
      pins.pin(Pins.STORE, larger.store);
    }
    generations.moveTo(new MappedMemory(larger.memory), Math.toIntExact(larger.memory.size()));
    probation.moveTo(larger.timer);
    programs.close();
    programs = larger;
    counters.rebind(larger.kept(KeptMap.REASONS), larger.kept(KeptMap.COUNTERS));
    replacement = null;
  }

  void keep() {
    replacement = null;
  }

  /**
   * The names of our maps whose pins somebody removed. Packets notice nothing; a restart would find
   * no store. Any thread may ask.
   */
  public List<String> unpinned() {
    return successor
        ? List.of()
        : programs.pinned().keySet().stream().filter(name -> !pins.holds(name)).toList();
  }

  /** Pins again what somebody unpinned; returns what it was, a sentence each. */
  public List<String> pinAgain() {
    List<String> gone = unpinned();
    Map<String, BpfMap> maps = programs.pinned();
    for (String name : gone) {
      pins.pin(name, Objects.requireNonNull(maps.get(name)));
    }
    return gone.stream().map("the pin of the map %s was removed"::formatted).toList();
  }

  public Capacity capacity() {
    return new Capacity(
        programs.memory.size(),
        generations.usedBytes() + StoreLayout.HEAP,
        settings.largestBytes(),
        generations.routes(),
        generations.records().nextHops(),
        generations.rules());
  }

  public Counters counters() {
    return counters;
  }

  /** The live program, bound to the store: what links run. */
  public BpfProgram program() {
    return programs.ingress;
  }

  /**
   * The program that drops early, in XDP, what {@link #program} would drop; bound to the same store
   * and counters. Loaded when it is asked for first.
   */
  public BpfProgram early() {
    return programs.early().drop();
  }

  /** Every invariant of the store that does not hold, in sentences; empty if all do. */
  public List<String> check() {
    return StoreCheck.of(new MappedMemory(programs.memory));
  }

  /** Lets go of everything; what is pinned or attached stays. */
  @Override
  public void close() {
    grace.close();
    programs.close();
  }

  private void requireNoReplacement() {
    if (replacement != null) {
      throw new IllegalStateException("a replacement of the store is open: commit or abandon it");
    }
  }
}
