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
import org.jspecify.annotations.Nullable;

/** The bitmaps in memory match what trying rule by rule matches, for random rules and packets. */
class ClassifierFindsTheFirstMatchTest {
  private record Packet(
      long fromHi,
      long fromLo,
      long toHi,
      long toLo,
      int ifindex,
      int dscp,
      int protocol,
      int sourcePort,
      int destinationPort,
      int icmp,
      int mark) {}

  private static final int[] PROTOCOLS = {1, 6, 17, 255};
  private static final int[] MASKS = {-1, 0xff, 0x3, 0x80000000};

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
        InterfaceClasses.of(interfaces, RuleSet.EMPTY.with(family, rules), RuleSet.EMPTY);
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
              random.nextInt(64),
              PROTOCOLS[random.nextInt(PROTOCOLS.length)],
              random.nextInt(4) == 0 ? 0 : port(random),
              random.nextInt(4) == 0 ? 0 : port(random),
              random.nextBoolean() ? 0 : 1 << 16 | random.nextInt(4) << 8 | random.nextInt(3),
              random.nextBoolean() ? random.nextInt() : random.nextInt(8));
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
          && (match.dscp().isEmpty() || match.dscp().contains(packet.dscp()))
          && holds(match.transport(), packet)
          && holds(match.mark(), packet.mark())) {
        matching.add(i);
      }
    }
    return matching;
  }

  private static boolean holds(Transport asked, Packet packet) {
    return (asked.protocols().isEmpty() || asked.protocols().contains(packet.protocol()))
        && inAny(asked.sourcePorts(), packet.sourcePort())
        && inAny(asked.destinationPorts(), packet.destinationPort())
        && (asked.icmp().isEmpty()
            || asked.icmp().stream()
                .anyMatch(one ->
                    packet.icmp() >> 8 == (1 << 8 | one.type())
                        && (one.code() < 0 || one.code() == (packet.icmp() & 0xff))));
  }

  private static boolean inAny(List<Transport.PortRange> ranges, int port) {
    return ranges.isEmpty()
        || ranges.stream().anyMatch(range -> port >= range.first() && port <= range.last());
  }

  private static boolean holds(@Nullable MarkBits asked, int mark) {
    return asked == null || ((mark ^ asked.value()) & asked.mask()) == 0;
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
    trie(memory, at, RuleField.FROM, packet.fromHi(), packet.fromLo(), all);
    trie(memory, at, RuleField.TO, packet.toHi(), packet.toLo(), all);
    trie(memory, at, RuleField.SOURCE_PORT, (long) packet.sourcePort() << 48, 0, all);
    trie(memory, at, RuleField.DESTINATION_PORT, (long) packet.destinationPort() << 48, 0, all);
    trie(memory, at, RuleField.ICMP, (long) packet.icmp() << 47, 0, all);
    for (int i = 0; i < ClassifierLayout.MARK_MASKS; i++) {
      int masked = packet.mark() & memory.getInt(at + ClassifierLayout.MASKS + 4 * i);
      trie(memory, at, RuleField.of(RuleField.MARK_0.code() + i), (long) masked << 32, 0, all);
    }
    and(memory, at, RuleField.INTERFACE, interfaceClass, all);
    and(
        memory,
        at,
        RuleField.DSCP,
        memory.getByte(at + ClassifierLayout.DSCP_CLASS + packet.dscp()) & 0xff,
        all);
    and(
        memory,
        at,
        RuleField.PROTOCOL,
        memory.getByte(at + ClassifierLayout.PROTOCOL_CLASS + packet.protocol()) & 0xff,
        all);
    List<Integer> matching = new ArrayList<>();
    for (int rule = 0; rule < memory.getInt(at + ClassifierLayout.COUNT); rule++) {
      if ((all[rule >>> 6] & (1L << rule)) != 0) {
        matching.add(rule);
      }
    }
    return matching;
  }

  private static void trie(
      HeapMemory memory, int at, RuleField field, long hi, long lo, long[] all) {
    int lpm = at + ClassifierLayout.trie(field);
    int leaf = TrieReader.lookup(memory, memory.getInt(lpm + LpmLayout.ROOT), hi, lo);
    and(memory, at, field, leaf != 0 ? leaf : memory.getInt(lpm + LpmLayout.OTHERWISE), all);
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
    return new Match(
        prefixes(family, random),
        prefixes(family, random),
        ifindexes,
        dscp,
        random.nextBoolean() ? Transport.ANY : transport(random),
        random.nextInt(3) == 0
            ? new MarkBits(random.nextInt(8), MASKS[random.nextInt(MASKS.length)])
            : null);
  }

  private static Transport transport(Random random) {
    Set<Integer> protocols = new HashSet<>();
    while (random.nextInt(3) == 0) {
      protocols.add(PROTOCOLS[random.nextInt(PROTOCOLS.length)]);
    }
    List<Transport.IcmpType> icmp = new ArrayList<>();
    while (random.nextInt(4) == 0) {
      icmp.add(new Transport.IcmpType(random.nextInt(4), random.nextInt(4) - 1));
    }
    return new Transport(protocols, ports(random), ports(random), icmp);
  }

  private static List<Transport.PortRange> ports(Random random) {
    List<Transport.PortRange> ranges = new ArrayList<>();
    while (random.nextInt(2) == 0) {
      int one = port(random);
      int other = random.nextBoolean() ? one : port(random);
      ranges.add(new Transport.PortRange(Math.min(one, other), Math.max(one, other)));
    }
    return ranges;
  }

  /** Any, and often one at an edge. */
  private static int port(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> 1 + random.nextInt(0xffff);
      case 1 -> 0xffff - random.nextInt(3);
      default -> 1 + random.nextInt(16);
    };
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
