package dev.waymark.dataplane.readback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.Dataplane;
import dev.waymark.dataplane.PinnedDataplane;
import dev.waymark.dataplane.Sample;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.layout.ArrayLayout;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.GroupLayout;
import dev.waymark.dataplane.layout.LpmLayout;
import dev.waymark.dataplane.layout.NextHopLayout;
import dev.waymark.dataplane.layout.RouteLayout;
import dev.waymark.dataplane.layout.StoreLayout;
import dev.waymark.dataplane.lpm.Rib;
import dev.waymark.dataplane.lpm.TrieReader;
import dev.waymark.dataplane.memory.MappedMemory;
import dev.waymark.dataplane.memory.Memory;
import dev.waymark.dataplane.nexthop.Records;
import dev.waymark.dataplane.store.Image;
import dev.waymark.dataplane.store.PageArray;
import dev.waymark.dataplane.store.Reachability;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.MappedRegion;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One bit is flipped anywhere in what a commit wrote: its read-back disagrees, unless no packet
 * could meet that bit.
 */
@NeedsBpf
class ReadBackFindsEveryDamageTest {
  private static final int FLIPS = 300;

  @RegisterExtension final PinnedDataplane pinned = new PinnedDataplane(4 << 20, 64 << 20);

  private record Block(int offset, int bytes, String what) {}

  @Test
  void inAWholeConfiguration() {
    Commit commit = pinned.get().begin();
    Sample.fill(commit, 500, 1);
    pinned.get().publish(commit, Sample.digest(1));
    flip(commit, Set.of());
  }

  @Test
  void inWhatOneChangeAmongManyRoutesWrote() {
    Commit whole = pinned.get().begin();
    Sample.fill(whole, 500, 2);
    pinned.get().publish(whole, Sample.digest(1));
    pinned.get().confirm();
    Set<Integer> before = new HashSet<>();
    try (BpfMap map = BpfMap.openPinned(pinned.directory().resolve("store"));
        MappedRegion store = map.map()) {
      blocks(new MappedMemory(store), before).forEach(block -> before.add(block.offset()));
    }

    Commit change = pinned.get().begin();
    change.put(254, Family.V4, 0x14000000L << 32, 0, 9, change.route(Sample.route(1001)));
    change.put(254, Family.V6, 0x2001_0db8L << 32, 0, 33, change.route(Sample.route(1006)));
    pinned.get().publish(change, Sample.digest(2));
    flip(change, before);
  }

  private void flip(Commit commit, Set<Integer> notThese) {
    long seed = Long.getLong("waymark.seed", System.nanoTime());
    System.out.printf("-Dwaymark.seed=%d%n", seed);
    Random random = new Random(seed);
    Dataplane dataplane = pinned.get();
    assertThat(dataplane.readBack(commit).first()).isEmpty();
    try (BpfMap map = BpfMap.openPinned(pinned.directory().resolve("store"));
        MappedRegion store = map.map()) {
      Memory memory = new MappedMemory(store);
      Map<String, List<Block>> byKind = new HashMap<>();
      for (Block block : blocks(memory, notThese)) {
        byKind.computeIfAbsent(block.what(), what -> new ArrayList<>()).add(block);
      }
      List<String> kinds = List.copyOf(byKind.keySet());
      assertThat(kinds).contains("trie", "buckets or outputs", "page of routes");
      for (int i = 0; i < FLIPS; i++) {
        List<Block> blocks = byKind.getOrDefault(kinds.get(i % kinds.size()), List.of());
        Block block = blocks.get(random.nextInt(blocks.size()));
        int at = block.offset() + random.nextInt(block.bytes());
        byte whole = store.getByte(at);
        store.setByte(at, (byte) (whole ^ 1 << random.nextInt(8)));
        boolean agrees = dataplane.readBack(commit).agrees();
        boolean harmless =
            agrees
                && (isUnusedPartOfRef(memory, block, at, whole)
                    || isHarmless(dataplane, memory, block, at, random));
        store.setByte(at, whole);
        assertThat(!agrees || harmless).as("byte %d of %s was flipped", at, block).isTrue();
      }
      assertThat(dataplane.readBack(commit).first()).isEmpty();
    }
  }

  @Test
  void inTheGenerationsRecord() {
    Commit commit = pinned.get().begin();
    Sample.fill(commit, 50, 3);
    pinned.get().publish(commit, Sample.digest(1));
    try (BpfMap map = BpfMap.openPinned(pinned.directory().resolve("store"));
        MappedRegion store = map.map()) {
      int slot = pinned.get().generations().control().active();
      int at = StoreLayout.slot(slot) + 20;
      store.setByte(at, (byte) (store.getByte(at) ^ 4));
      assertThat(pinned.get().readBack(commit).first().getFirst().what())
          .isEqualTo("the generation's record");
    }
  }

  private List<Block> blocks(Memory memory, Set<Integer> notThese) {
    List<Block> blocks = new ArrayList<>();
    Reachability.walk(
        memory,
        pinned.get().generations().active().image(),
        (offset, bytes, what) -> {
          if (!notThese.contains(offset)) {
            blocks.add(new Block(offset, bytes, what));
          }
        });
    return blocks;
  }

  private static boolean isHarmless(
      Dataplane dataplane, Memory memory, Block block, int at, Random random) {
    Image image = dataplane.generations().active().image();
    Records records = dataplane.records();
    return switch (block.what()) {
      case "page of routes" ->
          records.routeOrNull(index(image.routes(), RouteLayout.BYTES, block, at)) == null;
      case "page of groups" ->
          records.groupOrNull(index(image.groups(), GroupLayout.BYTES, block, at)) == null;
      case "page of next hops" ->
          records.nextHopOrNull(index(image.nextHops(), NextHopLayout.BYTES, block, at)) == null;
      case "trie" -> answersAll(dataplane, memory, image, random);
      default -> false;
    };
  }

  /** The bits of a ref that say the width of an ARRAY mean nothing where it names another block. */
  private static boolean isUnusedPartOfRef(Memory memory, Block block, int at, byte whole) {
    int word = at - (at - block.offset()) % Integer.BYTES;
    int damaged = memory.getInt(word);
    int flipped = (damaged >>> 8 * (at - word) & 0xff ^ whole & 0xff) << 8 * (at - word);
    int unused = LpmLayout.LPM_BITS_MASK << LpmLayout.LPM_BITS_SHIFT;
    int tag = LpmLayout.tag(damaged);
    return (flipped & ~unused) == 0 && (tag == LpmLayout.SPARSE || tag == LpmLayout.SKIP);
  }

  private static int index(PageArray array, int recordBytes, Block block, int at) {
    for (int page = 0; page < array.pages().length; page++) {
      if (array.pages()[page] == block.offset()) {
        return (page << ArrayLayout.PAGE_SHIFT) + (at - block.offset()) / recordBytes;
      }
    }
    throw new AssertionError("no page begins at " + block.offset());
  }

  /** At the edges of every prefix, and at many other addresses. */
  private static boolean answersAll(
      Dataplane dataplane, Memory memory, Image image, Random random) {
    for (Family family : List.of(Family.V4, Family.V6)) {
      Rib rib = dataplane.generations().rib(family, 254).orElseThrow();
      long reach = family == Family.V4 ? -1L << 32 : -1L;
      for (long at = rib.begin(); at != rib.end(); at = rib.next(at)) {
        long host = rib.length(at) >= 64 ? 0 : -1L >>> rib.length(at);
        long first = rib.hi(at);
        for (long hi :
            new long[] {
              first, first | host, first - 1, first + host + 1, first | random.nextLong() & host
            }) {
          int leaf = TrieReader.lookup(memory, image.root(family, 254), hi & reach, 0);
          if (leaf != rib.covering(hi & reach, 0, family.bits())) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
