package dev.waymark.dataplane.packet;

import dev.waymark.dataplane.explain.Explanation;
import dev.waymark.dataplane.layout.ArrayLayout;
import dev.waymark.dataplane.layout.ClassifierLayout;
import dev.waymark.dataplane.layout.GenerationLayout;
import dev.waymark.dataplane.layout.GroupLayout;
import dev.waymark.dataplane.layout.LpmLayout;
import dev.waymark.dataplane.layout.RouteLayout;
import dev.waymark.dataplane.layout.RuleField;
import dev.waymark.dataplane.layout.RuleLayout;
import dev.waymark.dataplane.layout.StoreLayout;
import dev.waymark.dataplane.reference.Reason;
import dev.waymark.dataplane.store.ControlWord;
import dev.waymark.libbpf.MappedRegion;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.random.RandomGenerator;

/** Ways to break a store under the program's feet, and what must become of packets then. */
final class Damage {
  private static final int BEYOND = 0x7ffffff0;

  /** One way: {@code how} gets this and the number of the family, 0 or 1. */
  record Way(String name, ObjIntConsumer<Damage> how, Reason reason) {}

  private final MappedRegion store;
  private final Explanation before;
  private final int generation;

  /**
   * Prepares to break what decided on one packet.
   *
   * @param before what became of the packet while the store was whole
   */
  Damage(MappedRegion store, Explanation before) {
    this.store = store;
    this.before = before;
    int active = ControlWord.decode(store.getLong(StoreLayout.CONTROL)).active();
    generation = StoreLayout.slot(active);
  }

  static List<Way> all() {
    return List.of(
        way(
            "the control word names no slot",
            (d, f) -> d.store.setLong(StoreLayout.CONTROL, 0x1ffff)),
        way("the pages of routes lie nowhere", (d, f) -> d.set(GenerationLayout.ROUTES, BEYOND)),
        way(
            "there are fewer routes",
            (d, f) -> d.set(GenerationLayout.ROUTES + ArrayLayout.COUNT, 1)),
        way("a page of routes is in the header", (d, f) -> d.page(GenerationLayout.ROUTES, 64)),
        way("a page of routes lies nowhere", (d, f) -> d.page(GenerationLayout.ROUTES, BEYOND)),
        way("a route of no type", (d, f) -> d.store.setByte(d.route(RouteLayout.TYPE), (byte) 77)),
        way(
            "a route without a type",
            (d, f) -> d.store.setByte(d.route(RouteLayout.TYPE), (byte) 0)),
        way("a route without a group", (d, f) -> d.store.setInt(d.route(RouteLayout.GROUP), 0)),
        way("a route to no group", (d, f) -> d.store.setInt(d.route(RouteLayout.GROUP), BEYOND)),
        way("the pages of groups lie nowhere", (d, f) -> d.set(GenerationLayout.GROUPS, BEYOND)),
        way(
            "the buckets lie nowhere",
            (d, f) -> d.store.setInt(d.group(GroupLayout.TARGET), BEYOND)),
        way(
            "the buckets lie in the header",
            (d, f) -> d.store.setInt(d.group(GroupLayout.TARGET), 0)),
        way("a bucket holds no next hop", (d, f) -> d.bucket(BEYOND)),
        new Way("a bucket is empty", (d, f) -> d.bucket(0), Reason.DROP_NO_NEXT_HOP),
        way(
            "the pages of next hops lie nowhere",
            (d, f) -> d.set(GenerationLayout.NEXT_HOPS, BEYOND)),
        way(
            "the classifier lies nowhere",
            (d, f) -> d.set(GenerationLayout.CLASSIFIER + 4 * f, BEYOND)),
        way("a million rules", (d, f) -> d.classifier(f, ClassifierLayout.COUNT, 1_000_000)),
        way("the rules lie nowhere", (d, f) -> d.classifier(f, ClassifierLayout.RULES, BEYOND)),
        way(
            "the bitmaps lie nowhere",
            (d, f) -> d.classifier(f, ClassifierLayout.bitmaps(RuleField.TO), BEYOND)),
        way("a rule without an action", (d, f) -> d.rule(f, 0)),
        way("a rule of no action", (d, f) -> d.rule(f, 77)),
        way(
            "a class of a trie that lies nowhere",
            (d, f) ->
                d.classifier(
                    f,
                    ClassifierLayout.trie(RuleField.TO),
                    LpmLayout.ref(LpmLayout.SPARSE, 0, 0x1ffffff * 16))),
        way(
            "a sparse root lies nowhere",
            (d, f) -> d.root(f, LpmLayout.ref(LpmLayout.SPARSE, 0, 0x1ffffff * 16))),
        way(
            "an array root lies nowhere",
            (d, f) -> d.root(f, LpmLayout.ref(LpmLayout.ARRAY, 16, 0x1ffffff * 16))),
        way(
            "a skip root lies nowhere",
            (d, f) -> d.root(f, LpmLayout.ref(LpmLayout.SKIP, 0, 0x1ffffff * 16))),
        way("a trie that bites its tail", (d, f) -> d.loop(f)),
        way("a skip of no bits", (d, f) -> d.skip(f, 0)),
        way("a skip of all bits and more", (d, f) -> d.skip(f, 64)),
        new Way(
            "no interfaces",
            (d, f) -> d.set(GenerationLayout.INTERFACES, 0),
            Reason.PASS_NOT_ATTACHED),
        new Way(
            "the interfaces lie nowhere",
            (d, f) -> d.set(GenerationLayout.INTERFACES, BEYOND),
            Reason.PASS_NOT_ATTACHED));
  }

  private static Way way(String name, ObjIntConsumer<Damage> how) {
    return new Way(name, how, Reason.PASS_CORRUPT);
  }

  private void set(int field, int value) {
    store.setInt(generation + field, value);
  }

  private void page(int array, int value) {
    store.setInt(store.getInt(generation + array + ArrayLayout.PAGES), value);
  }

  private int record(int array, int index, int bytes) {
    int pages = store.getInt(generation + array + ArrayLayout.PAGES);
    int page = store.getInt(pages + 4L * (index >> ArrayLayout.PAGE_SHIFT));
    return page + (index & (ArrayLayout.PAGE - 1)) * bytes;
  }

  private int route(int field) {
    return record(GenerationLayout.ROUTES, before.route(), RouteLayout.BYTES) + field;
  }

  private int group(int field) {
    return record(GenerationLayout.GROUPS, before.group(), GroupLayout.BYTES) + field;
  }

  private void bucket(int nextHop) {
    store.setInt(store.getInt(group(GroupLayout.TARGET)) + 4L * before.bucket(), nextHop);
  }

  private void classifier(int family, int field, int value) {
    store.setInt(
        store.getInt(generation + GenerationLayout.CLASSIFIER + 4L * family) + field, value);
  }

  private void rule(int family, int action) {
    int classifier = store.getInt(generation + GenerationLayout.CLASSIFIER + 4L * family);
    int rules = store.getInt(classifier + ClassifierLayout.RULES);
    int rule = rules + (before.rule() - 1) * RuleLayout.BYTES;
    store.setByte(rule + RuleLayout.ACTION, (byte) action);
  }

  /** The root of the table that answered. */
  private void root(int family, int ref) {
    int table = family * GenerationLayout.TABLES + before.table();
    set(GenerationLayout.TABLES_AT + table * LpmLayout.BYTES + LpmLayout.ROOT, ref);
  }

  private int free() {
    return Math.toIntExact(store.size()) - 256;
  }

  private void loop(int family) {
    int self = LpmLayout.ref(LpmLayout.SPARSE, 0, free());
    store.setLong(free() + LpmLayout.SPARSE_STARTS, 1);
    store.setInt(free() + LpmLayout.SPARSE_REFS, self);
    root(family, self);
  }

  private void skip(int family, int bits) {
    store.setLong(free() + LpmLayout.SKIP_KEY, 0);
    store.setInt(free() + LpmLayout.SKIP_BITS, bits);
    store.setInt(free() + LpmLayout.SKIP_OTHER, 0);
    root(family, LpmLayout.ref(LpmLayout.SKIP, 0, free()));
  }

  /** Sets one random word of the records that are in use, or of the generation. */
  void atRandom(RandomGenerator random, int used) {
    boolean record = random.nextInt(4) == 0;
    int from = record ? generation : StoreLayout.HEAP;
    int bytes = record ? GenerationLayout.BYTES : used - StoreLayout.HEAP;
    int at = from + 4 * random.nextInt(bytes / 4);
    int value =
        switch (random.nextInt(4)) {
          case 0 -> random.nextInt();
          case 1 -> random.nextInt(Math.toIntExact(store.size()));
          case 2 -> store.getInt(at) ^ (1 << random.nextInt(32));
          default -> random.nextInt(64);
        };
    store.setInt(at, value);
  }
}
