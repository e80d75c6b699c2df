package dev.waymark.dataplane.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random allocations, frees and restarts, beside a map of intervals. */
class AllocatorKeepsBlocksApartTest {
  private static final int BASE = 4096;
  private static final int END = BASE + (4 << 20);

  /** Offset of each block in use, and the bytes that were asked for. */
  private final Map<Integer, Integer> twin = new TreeMap<>();

  private Allocator allocator = new Allocator(BASE, END);

  @Property(tries = 60)
  void whateverIsAllocatedAndFreed(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3000) int steps) {
    twin.clear();
    allocator = new Allocator(BASE, END);
    Random random = new Random(seed);
    for (int step = 0; step < steps; step++) {
      switch (random.nextInt(100)) {
        case 0 -> restart(random);
        default -> {
          if (twin.isEmpty() || random.nextInt(100) < 55) {
            allocate(random);
          } else {
            free(anyOf(random));
          }
        }
      }
    }
    assertBooks();
    new ArrayList<>(twin.keySet()).forEach(this::free);
    assertThat(allocator.usedBytes()).isZero();
    allocator.forgetOverflow();
    assertThat(allocator.end()).as("nothing is in use").isEqualTo(BASE);
  }

  private void allocate(Random random) {
    int bytes =
        switch (random.nextInt(20)) {
          case 0 -> 1 + random.nextInt(70_000);
          case 1, 2 -> 2048;
          default -> 1 + random.nextInt(300);
        };
    int offset = allocator.allocate(bytes);
    assertThat((offset - BASE) % 16).isZero();
    var before = ((TreeMap<Integer, Integer>) twin).floorEntry(offset);
    var behind = ((TreeMap<Integer, Integer>) twin).ceilingEntry(offset);
    assertThat(before == null || before.getKey() + before.getValue() <= offset)
        .as("%d bytes at %d overlap %s", bytes, offset, before)
        .isTrue();
    assertThat(behind == null || offset + bytes <= behind.getKey())
        .as("%d bytes at %d overlap %s", bytes, offset, behind)
        .isTrue();
    twin.put(offset, bytes);
  }

  private void free(int offset) {
    allocator.free(offset);
    twin.remove(offset);
    assertThat(allocator.isUsed(offset)).isFalse();
  }

  private int anyOf(Random random) {
    List<Integer> offsets = new ArrayList<>(twin.keySet());
    return offsets.get(random.nextInt(offsets.size()));
  }

  /** A new process finds the blocks by walking, in any order, some twice. */
  private void restart(Random random) {
    Allocator restarted = new Allocator(BASE, END);
    List<Integer> offsets = new ArrayList<>(twin.keySet());
    java.util.Collections.shuffle(offsets, random);
    long end = allocator.end();
    restarted.extend((int) end);
    for (int offset : offsets) {
      assertThat(restarted.mark(offset, bytesOf(offset))).isTrue();
      if (random.nextBoolean()) {
        assertThat(restarted.mark(offset, bytesOf(offset))).isFalse();
      }
    }
    assertThat(restarted.usedBytes()).isEqualTo(allocator.usedBytes());
    allocator = restarted;
  }

  private int bytesOf(int offset) {
    Integer bytes = twin.get(offset);
    return bytes == null ? 0 : bytes;
  }

  private void assertBooks() {
    long used = 0;
    for (int offset : twin.keySet()) {
      assertThat(allocator.isUsed(offset)).isTrue();
      assertThat(allocator.isUsed(offset + 1)).isFalse();
      int sizeClass = SizeClass.of(bytesOf(offset));
      used += sizeClass == 0 ? SizeClass.slabs(bytesOf(offset)) * 16384L : SizeClass.bytes(sizeClass);
    }
    assertThat(allocator.usedBytes()).isEqualTo(used);
  }

  @Example
  void aLongChurnOfOneChangeAtATimeTakesLittleMoreThanIsInUse() {
    Random random = new Random(7);
    List<Integer> blocks = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      blocks.add(allocator.allocate(size(random)));
    }
    long built = allocator.end();
    for (int i = 0; i < 400_000; i++) {
      int replaced = random.nextInt(blocks.size());
      int next = allocator.allocate(size(random));
      allocator.free(blocks.set(replaced, next));
    }
    assertThat(allocator.end() - BASE).isLessThan((built - BASE) * 5 / 4);
  }

  /** As the blocks of a large IPv4 table are: mostly small, an array now and then. */
  private static int size(Random random) {
    return random.nextInt(90) == 0 ? 2048 : 16 * (1 + random.nextInt(5));
  }

  @Example
  void aBlockThatIsNotThereCannotBeFreed() {
    int offset = allocator.allocate(64);
    int large = allocator.allocate(40_000);
    assertThatThrownBy(() -> allocator.free(offset + 16)).hasMessageContaining("no block of 64");
    assertThatThrownBy(() -> allocator.free(large + 16384)).hasMessageContaining("no block begins");
    assertThatThrownBy(() -> allocator.free(END)).hasMessageContaining("outside");
    allocator.free(offset);
    assertThatThrownBy(() -> allocator.free(offset)).hasMessageContaining("no block begins");
  }

  @Example
  void aBlockThatOverlapsAnotherCannotBeMarked() {
    allocator.mark(BASE + 128, 64);
    allocator.mark(BASE + 32768, 40_000);
    assertThatThrownBy(() -> allocator.mark(BASE + 144, 64)).hasMessageContaining("no block of 64");
    assertThatThrownBy(() -> allocator.mark(BASE + 192, 16)).hasMessageContaining("other blocks");
    assertThatThrownBy(() -> allocator.mark(BASE, 40_000)).hasMessageContaining("overlaps");
    assertThatThrownBy(() -> allocator.mark(BASE + 49152, 64)).hasMessageContaining("other blocks");
  }

  @Example
  void whatDoesNotFitGoesOnBehindTheEndAndCanBeTakenBack() {
    List<Integer> beyond = new ArrayList<>();
    while (!allocator.overflowed()) {
      beyond.add(allocator.allocate(8000));
    }
    beyond.add(allocator.allocate(100_000));
    assertThat(allocator.end()).isGreaterThan(END + 100_000);
    beyond.reversed().stream().limit(5).forEach(allocator::free);
    allocator.forgetOverflow();
    assertThat(allocator.overflowed()).isFalse();
    assertThat(allocator.allocate(16)).isLessThan(END);
  }
}
