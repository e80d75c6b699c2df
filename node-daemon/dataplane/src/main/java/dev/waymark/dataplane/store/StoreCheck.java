package dev.waymark.dataplane.store;

import dev.waymark.dataplane.layout.ClassifierLayout;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.GenerationLayout;
import dev.waymark.dataplane.layout.GroupLayout;
import dev.waymark.dataplane.layout.InterfacesLayout;
import dev.waymark.dataplane.layout.LpmLayout;
import dev.waymark.dataplane.layout.NextHopLayout;
import dev.waymark.dataplane.layout.OutputsLayout;
import dev.waymark.dataplane.layout.RouteLayout;
import dev.waymark.dataplane.layout.RouteType;
import dev.waymark.dataplane.layout.RuleAction;
import dev.waymark.dataplane.layout.RuleLayout;
import dev.waymark.dataplane.layout.StoreLayout;
import dev.waymark.dataplane.lpm.TrieReader;
import dev.waymark.dataplane.memory.Allocator;
import dev.waymark.dataplane.memory.Memory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Every invariant of a store, one check a line. Reads only, and only what is published: so it may
 * run at any time, beside packets.
 */
public final class StoreCheck {
  private static final int MOST = 100;

  private final Memory memory;
  private final List<String> broken = new ArrayList<>();

  private StoreCheck(Memory memory) {
    this.memory = memory;
  }

  /** What is broken, in sentences, at most 100; empty if nothing is. */
  public static List<String> of(Memory memory) {
    StoreCheck check = new StoreCheck(memory);
    try {
      check.store();
    } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
      check.that(false, "the store can be walked: {}", e);
    }
    return List.copyOf(check.broken);
  }

  private void that(boolean holds, String invariant, Object... values) {
    if (!holds && broken.size() < MOST) {
      String message = invariant;
      for (Object value : values) {
        message = message.replaceFirst("\\{}", Matcher.quoteReplacement(String.valueOf(value)));
      }
      broken.add("not so: " + message);
    }
  }

  private void store() {
    that(memory.getInt(StoreLayout.MAGIC) == StoreLayout.STORE_MAGIC, "the magic is right");
    that(memory.getInt(StoreLayout.ABI) == StoreLayout.ABI_VERSION, "the ABI is this program's");
    that(memory.getLong(StoreLayout.SIZE) == memory.size(), "the size is the map's");
    that(Long.bitCount(memory.size()) == 1, "the size is a power of two");
    ControlWord control = ControlWord.decode(memory.getLongAcquire(StoreLayout.CONTROL));
    slot("active", control.active());
    if (control.stable() != control.active()) {
      slot("stable", control.stable());
    }
  }

  private void slot(String name, int slot) {
    switch (GenerationRecord.read(memory, slot)) {
      case GenerationRecord.Found.Invalid invalid ->
          that(false, "the {} generation is valid: {}", name, invalid.why());
      case GenerationRecord.Found.Valid valid -> generation(valid.record().image());
    }
  }

  private void generation(Image image) {
    blocks(image);
    for (int index = 1; index < image.nextHops().count(); index++) {
      nextHop(index, image.nextHops().at(index, NextHopLayout.BYTES));
    }
    for (int index = 1; index < image.groups().count(); index++) {
      group(index, image);
    }
    BitSet routes = new BitSet();
    for (int index = 1; index < image.routes().count(); index++) {
      routes.set(index, route(index, image));
    }
    for (Family family : Family.values()) {
      for (int table = 0; table < GenerationLayout.TABLES; table++) {
        table(family, table, image, routes);
      }
      classifier(family, image.classifier(family), true);
      classifier(family, image.toNode(family), false);
    }
    interfaces(image);
  }

  private void blocks(Image image) {
    Allocator books = new Allocator(StoreLayout.HEAP, Math.toIntExact(memory.size()));
    Reachability.walk(
        memory,
        image,
        (offset, bytes, what) -> {
          that(offset % LpmLayout.LPM_UNIT == 0, "{} at {} is aligned", what, offset);
          that(offset >= StoreLayout.HEAP, "{} at {} lies in the heap", what, offset);
          that((long) offset + bytes <= memory.size(), "{} at {} ends inside", what, offset);
          that(books.mark(offset, bytes), "{} at {} overlaps nothing", what, offset);
        });
  }

  private void nextHop(int index, int at) {
    int family = memory.getByte(at + NextHopLayout.FAMILY);
    int flags = memory.getByte(at + NextHopLayout.FLAGS);
    boolean free = memory.getInt(at + NextHopLayout.IFINDEX) == 0;
    that(free || family == 0 || family == 4 || family == 6, "next hop {} has a family", index);
    that(
        free || (family == 0) == ((flags & NextHopLayout.NEXT_HOP_ONLINK) != 0),
        "next hop {} is on link or has a gateway",
        index);
  }

  private void group(int index, Image image) {
    int at = image.groups().at(index, GroupLayout.BYTES);
    int bits = memory.getInt(at + GroupLayout.BUCKET_BITS);
    int target = memory.getInt(at + GroupLayout.TARGET);
    if (bits == GroupLayout.GROUP_EACH) {
      outputs(index, target, image);
      return;
    }
    that(
        bits >= 0 && bits <= GroupLayout.GROUP_BITS_MAX,
        "group {} has a sound number of buckets",
        index);
    if (bits == 0) {
      that(target < image.nextHops().count(), "group {} names a next hop", index);
      return;
    }
    int[] members = new int[1 << bits];
    memory.read(target, members, 0, members.length);
    for (int bucket = 0; bucket < members.length; bucket++) {
      boolean named = members[bucket] > 0 && members[bucket] < image.nextHops().count();
      that(
          named && ifindex(image, members[bucket]) > 0,
          "group {} bucket {} is served",
          index,
          bucket);
    }
  }

  private void outputs(int group, int at, Image image) {
    int input = memory.getInt(at + OutputsLayout.INPUT);
    int count = memory.getInt(at + OutputsLayout.COUNT);
    that(
        count > 0 && count <= OutputsLayout.OUTPUTS_MAX,
        "group {} has a sound number of outputs",
        group);
    for (int i = 0; i < count && i < OutputsLayout.OUTPUTS_MAX; i++) {
      int nextHop = memory.getInt(at + OutputsLayout.bytes(i) + OutputsLayout.OUTPUT_NEXT_HOP);
      boolean named = nextHop > 0 && nextHop < image.nextHops().count();
      that(
          named && ifindex(image, nextHop) > 0 && ifindex(image, nextHop) != input,
          "group {} output {} is served, and is not its input",
          group,
          i);
    }
  }

  private int ifindex(Image image, int nextHop) {
    return memory.getInt(image.nextHops().at(nextHop, NextHopLayout.BYTES));
  }

  /** Whether a table may name the route. */
  private boolean route(int index, Image image) {
    int at = image.routes().at(index, RouteLayout.BYTES);
    RouteType type = RouteType.of(memory.getByte(at + RouteLayout.TYPE));
    int group = memory.getInt(at + RouteLayout.GROUP);
    boolean forwards = type == RouteType.UNICAST || type == RouteType.MULTICAST;
    boolean named = group >= 0 && (group == 0 || group < image.groups().count());
    that(forwards == (group != 0), "route {} has a group if it forwards", index);
    that(named, "route {} names a group", index);
    if (named && group != 0) {
      int kind =
          memory.getInt(image.groups().at(group, GroupLayout.BYTES) + GroupLayout.BUCKET_BITS);
      that(
          (type == RouteType.MULTICAST) == (kind == GroupLayout.GROUP_EACH),
          "the group of route {} is one of its type",
          index);
    }
    return type != RouteType.NONE;
  }

  private void table(Family family, int table, Image image, BitSet routes) {
    int otherwise = image.otherwise(family, table);
    that(
        otherwise == 0 || routes.get(otherwise),
        "the default route of table {} {} exists",
        table,
        family);
    TrieReader.walk(
        memory,
        image.root(family, table),
        (ref, offset, bytes) -> {},
        leaf ->
            that(
                leaf == 0 || routes.get(leaf),
                "route {}, a leaf of table {} {}, exists",
                leaf,
                table,
                family));
  }

  private void classifier(Family family, int at, boolean lookups) {
    if (at == 0) {
      return;
    }
    int count = memory.getInt(at + ClassifierLayout.COUNT);
    int rules = memory.getInt(at + ClassifierLayout.RULES);
    that(count > 0 && count <= RuleLayout.RULES_MAX, "{} has a sound number of rules", family);
    that(
        memory.getInt(at + ClassifierLayout.WORDS) == (count + 63) / 64,
        "bitmaps of {} are as wide as its rules",
        family);
    for (int i = 0; i < count; i++) {
      int rule = rules + i * RuleLayout.BYTES;
      RuleAction action = RuleAction.of(memory.getByte(rule));
      that(action != RuleAction.NONE, "rule {} of {} has an action", i, family);
      that(lookups || action != RuleAction.LOOKUP, "rule {} of {} looks nothing up", i, family);
      that(
          memory.getLong(rule + RuleLayout.LIMIT_COST) == 0
              || memory.getInt(rule + RuleLayout.COUNTER) != 0,
          "rule {} of {} has a bucket for its limit",
          i,
          family);
    }
  }

  private void interfaces(Image image) {
    int at = image.interfaces();
    if (at == 0) {
      return;
    }
    int multiplier = memory.getInt(at + InterfacesLayout.MULTIPLIER);
    int found = 0;
    for (int slot = 0; slot < InterfacesLayout.INTERFACE_SLOTS; slot++) {
      int ifindex =
          memory.getInt(at + InterfacesLayout.SLOTS_AT + slot * InterfacesLayout.SLOT_BYTES);
      if (ifindex != 0) {
        found++;
        that((ifindex * multiplier) >>> 24 == slot, "interface {} is in its slot", ifindex);
      }
    }
    that(found == memory.getInt(at + InterfacesLayout.COUNT), "interfaces are counted right");
  }
}
