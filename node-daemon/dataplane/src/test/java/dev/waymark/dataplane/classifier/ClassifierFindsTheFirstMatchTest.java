package dev.waymark.dataplane.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.layout.ClassifierLayout;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.ForwardingPath;
import dev.waymark.dataplane.layout.InterfacesLayout;
import dev.waymark.dataplane.layout.LpmLayout;
import dev.waymark.dataplane.layout.RuleAction;
import dev.waymark.dataplane.layout.RuleField;
import dev.waymark.dataplane.layout.SourceCheck;
import dev.waymark.dataplane.lpm.Keys;
import dev.waymark.dataplane.lpm.TrieReader;
import dev.waymark.dataplane.memory.Allocator;
import dev.waymark.dataplane.memory.BlockLedger;
import dev.waymark.dataplane.memory.Blocks;
import dev.waymark.dataplane.memory.HeapMemory;
import dev.waymark.dataplane.memory.ManualGrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The bitmaps in memory match what trying rule by rule matches, for random rules and packets. */
class ClassifierFindsTheFirstMatchTest {
  private record Packet(long fromHi, long fromLo, long toHi, long toLo, int ifindex, int dscp) {}

  @Property(tries = 60)
  void forIpv4(@ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int rules) {
    run(Family.V4, seed, rules);
  }

  @Property(tries = 60)
  void forIpv6(@ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int rules) {
    run(Family.V6, seed, rules);
  }

  private static void run(Family family, long seed, int count) {
    Random random = new Random(seed);
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rules.add(new Rule(RuleAction.DROP, 0, 0, 0, match(family, random)));
    }
    List<AttachedInterface> interfaces = new ArrayList<>();
    for (int ifindex = 1; ifindex <= 6; ifindex++) {
      interfaces.add(new AttachedInterface(ifindex, ForwardingPath.FAST, SourceCheck.OFF, 14));
    }
    HeapMemory memory = new HeapMemory(8 << 20);
    Blocks blocks =
        new Blocks(memory, new BlockLedger(new Allocator(16, 8 << 20), new ManualGrace()));
    InterfaceClasses classes =
        InterfaceClasses.of(
            interfaces,
            family == Family.V4 ? rules : List.of(),
            family == Family.V6 ? rules : List.of());
    int classifier = new ClassifierWriter(blocks).write(family, rules, classes);
    int table = new InterfacesWriter(blocks).write(interfaces, classes);

    for (int i = 0; i < 300; i++) {
      Packet packet =
          new Packet(
              address(family, random),
              family == Family.V6 ? random.nextLong(4) : 0,
              address(family, random),
              family == Family.V6 ? random.nextLong(4) : 0,
              1 + random.nextInt(6),
              random.nextInt(64));
      assertThat(read(memory, classifier, table, packet))
          .as("%s", packet)
          .isEqualTo(matching(rules, packet));
    }
    assertThat(new ClassifierWriter(blocks).isSame(family, rules, classes, classifier)).isTrue();
  }

  /** Rules that match, one by one. */
  private static List<Integer> matching(List<Rule> rules, Packet packet) {
    List<Integer> matching = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      Match match = rules.get(i).match();
      if (covers(match.from(), packet.fromHi(), packet.fromLo())
          && covers(match.to(), packet.toHi(), packet.toLo())
          && (match.ifindexes().isEmpty() || match.ifindexes().contains(packet.ifindex()))
          && (match.dscp().isEmpty() || match.dscp().contains(packet.dscp()))) {
        matching.add(i);
      }
    }
    return matching;
  }

  private static boolean covers(List<Match.Prefix> prefixes, long hi, long lo) {
    return prefixes.isEmpty()
        || prefixes.stream()
            .anyMatch(p ->
                (hi & Keys.maskHi(p.length())) == p.hi()
                    && (lo & Keys.maskLo(p.length())) == p.lo());
  }

  /** Rules whose bit is set in every field's bitmap, as the program reads them. */
  private static List<Integer> read(HeapMemory memory, int at, int table, Packet packet) {
    int words = memory.getInt(at + ClassifierLayout.WORDS);
    long[] all = new long[words];
    Arrays.fill(all, -1L);
    int multiplier = memory.getInt(table + InterfacesLayout.MULTIPLIER);
    int slot = (packet.ifindex() * multiplier) >>> 24;
    int interfaceClass =
        memory.getByte(
                table
                    + InterfacesLayout.SLOTS_AT
                    + slot * InterfacesLayout.SLOT_BYTES
                    + InterfacesLayout.FIELD_CLASS)
            & 0xff;
    and(
        memory,
        at,
        RuleField.FROM,
        lookup(memory, at + ClassifierLayout.FROM, packet.fromHi(), packet.fromLo()),
        all);
    and(
        memory,
        at,
        RuleField.TO,
        lookup(memory, at + ClassifierLayout.TO, packet.toHi(), packet.toLo()),
        all);
    and(memory, at, RuleField.INTERFACE, interfaceClass, all);
    and(
        memory,
        at,
        RuleField.DSCP,
        memory.getByte(at + ClassifierLayout.DSCP_CLASS + packet.dscp()) & 0xff,
        all);
    List<Integer> matching = new ArrayList<>();
    for (int rule = 0; rule < memory.getInt(at + ClassifierLayout.COUNT); rule++) {
      if ((all[rule >>> 6] & (1L << rule)) != 0) {
        matching.add(rule);
      }
    }
    return matching;
  }

  private static int lookup(HeapMemory memory, int lpm, long hi, long lo) {
    int leaf = TrieReader.lookup(memory, memory.getInt(lpm + LpmLayout.ROOT), hi, lo);
    return leaf != 0 ? leaf : memory.getInt(lpm + LpmLayout.OTHERWISE);
  }

  private static void and(HeapMemory memory, int at, RuleField field, int fieldClass, long[] all) {
    int bitmaps = memory.getInt(at + ClassifierLayout.BITMAPS + 4 * field.code());
    for (int word = 0; bitmaps != 0 && word < all.length; word++) {
      all[word] &= memory.getLong(bitmaps + 8L * (fieldClass * all.length + word));
    }
  }

  private static Match match(Family family, Random random) {
    Set<Integer> ifindexes = new HashSet<>();
    Set<Integer> dscp = new HashSet<>();
    while (random.nextInt(3) == 0) {
      ifindexes.add(1 + random.nextInt(8));
    }
    while (random.nextInt(3) == 0) {
      dscp.add(random.nextInt(64));
    }
    return new Match(prefixes(family, random), prefixes(family, random), ifindexes, dscp);
  }

  private static List<Match.Prefix> prefixes(Family family, Random random) {
    List<Match.Prefix> prefixes = new ArrayList<>();
    while (random.nextInt(2) == 0) {
      int length = random.nextInt(family.bits() + 1);
      long lo = family == Family.V6 ? random.nextLong(4) & Keys.maskLo(length) : 0;
      prefixes.add(new Match.Prefix(address(family, random) & Keys.maskHi(length), lo, length));
    }
    return prefixes;
  }

  /** From a small world, so that prefixes cover each other and packets. */
  private static long address(Family family, Random random) {
    long base = random.nextInt(4) == 0 ? random.nextLong() : (long) random.nextInt(8) << 44;
    return family == Family.V4 ? base & (-1L << 32) : base;
  }
}
