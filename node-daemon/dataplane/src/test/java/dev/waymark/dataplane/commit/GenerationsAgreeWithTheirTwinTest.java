package dev.waymark.dataplane.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.Sample;
import dev.waymark.dataplane.classifier.Match;
import dev.waymark.dataplane.classifier.Rule;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.Phase;
import dev.waymark.dataplane.layout.RuleAction;
import dev.waymark.dataplane.lpm.Keys;
import dev.waymark.dataplane.lpm.TrieReader;
import dev.waymark.dataplane.memory.Allocator;
import dev.waymark.dataplane.memory.HeapMemory;
import dev.waymark.dataplane.memory.ManualGrace;
import dev.waymark.dataplane.nexthop.Route;
import dev.waymark.dataplane.store.Image;
import dev.waymark.dataplane.store.Reachability;
import dev.waymark.dataplane.store.StoreBooks;
import dev.waymark.dataplane.store.StoreCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Random commits, publications, confirmations, rollbacks, restarts and refusals, beside a plain map
 * for the active and one for the stable generation. After each move the store is whole, answers as
 * the map does, and holds no block that nobody needs.
 */
class GenerationsAgreeWithTheirTwinTest {
  private record Key(int table, Family family, long hi, int length) {}

  private static final int BYTES = 1 << 20;

  private HeapMemory memory = new HeapMemory(BYTES);
  private ManualGrace grace = new ManualGrace();
  private Generations generations = new Generations(memory, StoreBooks.create(memory), grace);
  private Map<Key, Route> active = new HashMap<>();
  private Map<Key, Route> stable = new HashMap<>();
  private int activeRules;
  private int stableRules;
  private int number;

  @Property(tries = 100)
  void whateverHappensInWhateverOrder(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int moves) {
    memory = new HeapMemory(BYTES);
    grace = new ManualGrace();
    generations = new Generations(memory, StoreBooks.create(memory), grace);
    active = new HashMap<>();
    stable = new HashMap<>();
    activeRules = 0;
    stableRules = 0;
    number = 0;
    Random random = new Random(seed);
    for (int i = 0; i < moves; i++) {
      move(random);
      check(random);
    }
  }

  private void move(Random random) {
    boolean probation = generations.control().phase() == Phase.PROBATION;
    switch (random.nextInt(10)) {
      case 0 -> abandon(random);
      case 1 -> restart(random);
      case 2, 3 -> {
        if (probation) {
          generations.rollBack();
          active = new HashMap<>(stable);
          activeRules = stableRules;
        }
      }
      case 4, 5, 6 -> {
        if (probation) {
          generations.confirm();
          stable = new HashMap<>(active);
          stableRules = activeRules;
        }
      }
      default -> publish(random);
    }
    if (random.nextInt(3) == 0) {
      grace.pass();
      generations.reclaim(false);
    }
  }

  private void publish(Random random) {
    Map<Key, Route> next = new HashMap<>(active);
    Commit commit = generations.begin();
    int rules = edit(commit, next, random);
    assertThat(generations.build(commit, Sample.digest(++number))).isInstanceOf(Build.Done.class);
    generations.publish(commit);
    active = next;
    activeRules = rules;
  }

  private void abandon(Random random) {
    Commit commit = generations.begin();
    edit(commit, new HashMap<>(active), random);
    if (random.nextBoolean()) {
      assertThat(generations.build(commit, Sample.digest(99))).isInstanceOf(Build.Done.class);
    }
    commit.abandon();
  }

  /** A new process finds the store, decides about a probation, and adopts the routes. */
  private void restart(Random random) {
    if (random.nextInt(3) == 0) {
      // It dies between building and publishing.
      Commit lost = generations.begin();
      edit(lost, new HashMap<>(active), random);
      generations.build(lost, Sample.digest(98));
    }
    StoreBooks.Opened opened = StoreBooks.open(memory);
    assertThat(opened).isInstanceOf(StoreBooks.Opened.Adopted.class);
    generations = new Generations(memory, ((StoreBooks.Opened.Adopted) opened).books(), grace);
    if (generations.control().phase() == Phase.PROBATION && random.nextBoolean()) {
      generations.rollBack();
      active = new HashMap<>(stable);
      activeRules = stableRules;
    }
    if (generations.isContentKnown()) {
      return;
    }
    Commit commit = generations.begin();
    active.forEach((key, route) ->
        commit.put(key.table(), key.family(), key.hi(), 0, key.length(), commit.route(route)));
    commit.rules(Family.V4, rules(activeRules));
    assertThat(generations.adopt(commit)).isEmpty();
    if (generations.control().phase() == Phase.PROBATION) {
      generations.confirm();
      stable = new HashMap<>(active);
      stableRules = activeRules;
    }
  }

  private int edit(Commit commit, Map<Key, Route> next, Random random) {
    int changes = random.nextInt(4) == 0 ? random.nextInt(400) : random.nextInt(5);
    for (int i = 0; i < changes; i++) {
      List<Key> known = new ArrayList<>(next.keySet());
      if (!known.isEmpty() && random.nextInt(3) == 0) {
        Key key = known.get(random.nextInt(known.size()));
        commit.remove(key.table(), key.family(), key.hi(), 0, key.length());
        next.remove(key);
      } else {
        Family family = random.nextBoolean() ? Family.V4 : Family.V6;
        int length = random.nextInt(family == Family.V4 ? 33 : 65);
        long hi = random.nextLong() & 0x0f0f_0f0f_00ff_00ffL & Keys.maskHi(length);
        Key key = new Key(random.nextInt(3), family, hi, length);
        Route route = Sample.route(random.nextInt(30));
        commit.put(key.table(), family, hi, 0, length, commit.route(route));
        next.put(key, route);
      }
    }
    int rules = random.nextInt(4) == 0 ? random.nextInt(6) : activeRules;
    commit.rules(Family.V4, rules(rules));
    return rules;
  }

  private static List<Rule> rules(int count) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Match.Prefix from = new Match.Prefix((long) i << 56, 0, 8);
      rules.add(new Rule(RuleAction.LOOKUP, 1 + i, 0, 0, Match.ANY.withFrom(List.of(from))));
    }
    return rules;
  }

  private void check(Random random) {
    assertThat(StoreCheck.of(memory)).isEmpty();
    answers(generations.active().image(), active, random);
    answers(generations.stable().image(), stable, random);
    if (random.nextInt(4) == 0) {
      generations.reclaim(true);
      Allocator needed = new Allocator(dev.waymark.dataplane.layout.StoreLayout.HEAP, BYTES);
      for (Image image : List.of(generations.active().image(), generations.stable().image())) {
        Reachability.walk(memory, image, (offset, bytes, what) -> needed.mark(offset, bytes));
      }
      assertThat(generations.usedBytes()).isEqualTo(needed.usedBytes());
    }
  }

  private void answers(Image image, Map<Key, Route> twin, Random random) {
    List<Key> keys = new ArrayList<>(twin.keySet());
    for (int i = 0; i < 40; i++) {
      Key near =
          keys.isEmpty() ? new Key(1, Family.V4, 0, 0) : keys.get(random.nextInt(keys.size()));
      long hi = near.hi() | (random.nextLong() & ~Keys.maskHi(near.length()));
      hi &= near.family() == Family.V4 ? -1L << 32 : -1L;
      int leaf = TrieReader.lookup(memory, image.root(near.family(), near.table()), hi, 0);
      int handle = leaf != 0 ? leaf : image.otherwise(near.family(), near.table());
      Optional<Route> found = Optional.ofNullable(generations.records().routeOrNull(handle));
      assertThat(found).isEqualTo(expected(twin, near, hi));
    }
  }

  private static Optional<Route> expected(Map<Key, Route> twin, Key near, long hi) {
    for (int length = 64; length >= 0; length--) {
      Route route =
          twin.get(new Key(near.table(), near.family(), hi & Keys.maskHi(length), length));
      if (route != null) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }
}
