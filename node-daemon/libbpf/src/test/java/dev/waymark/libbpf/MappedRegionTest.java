package dev.waymark.libbpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.libbpf.testing.FdLeakExtension;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@NeedsBpf
@ExtendWith(FdLeakExtension.class)
class MappedRegionTest {
  private static final int SIZE = 1 << 16;
  private static final int STEPS = 20_000;

  private BpfMap map;
  private MappedRegion region;

  @BeforeEach
  void aMapInMemory() {
    map = BpfMap.create(MapType.ARRAY, "wm_test", 4, SIZE, 1, BpfMap.MMAPABLE);
    region = map.map();
  }

  @AfterEach
  void unmapped() {
    region.close();
    map.close();
  }

  @Test
  void whatIsWrittenThroughMemoryIsWhatTheSystemCallReads() {
    region.setInt(12, 42);
    ByteBuffer value = Objects.requireNonNull(map.lookup(ByteBuffer.allocate(4)));
    assertThat(value.getInt(12)).isEqualTo(42);
  }

  @Test
  void anySequenceOfWritesLeavesWhatAPlainBufferHolds() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    ByteBuffer twin = ByteBuffer.allocate(SIZE).order(ByteOrder.nativeOrder());
    for (int i = 0; i < STEPS; i++) {
      step(random, twin);
    }
    assertThat(region.getBytes(0, SIZE)).as("seed %d", seed).isEqualTo(twin.array());
  }

  private void step(Random random, ByteBuffer twin) {
    int at = random.nextInt(SIZE / 2) & ~7;
    int length = 1 + random.nextInt(64);
    long value = random.nextLong();
    switch (random.nextInt(9)) {
      case 0 -> {
        region.setInt(at + 3, (int) value);
        twin.putInt(at + 3, (int) value);
      }
      case 1 -> {
        region.setLong(at + 5, value);
        twin.putLong(at + 5, value);
      }
      case 2 -> {
        region.setLongRelease(at, value);
        twin.putLong(at, value);
      }
      case 3 -> {
        boolean right = random.nextBoolean();
        long expected = twin.getLong(at) + (right ? 0 : 1);
        assertThat(region.compareAndSetLong(at, expected, value)).isEqualTo(right);
        twin.putLong(at, right ? value : twin.getLong(at));
      }
      case 4 -> {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        region.put(at + 1, bytes);
        twin.put(at + 1, bytes);
      }
      case 5 -> {
        int[] ints = random.ints(length + 2L).toArray();
        region.put(at, ints, 2, length);
        twin.slice(at, 4 * length).order(twin.order()).asIntBuffer().put(ints, 2, length);
      }
      case 6 -> {
        long[] longs = random.longs(length + 1L).toArray();
        region.put(at, longs, 1, length);
        twin.slice(at, 8 * length).order(twin.order()).asLongBuffer().put(longs, 1, length);
      }
      case 7 -> {
        region.fill(at + 1, length, (byte) value);
        for (int i = 0; i < length; i++) {
          twin.put(at + 1 + i, (byte) value);
        }
      }
      default -> {
        region.copy(at, at + 17, length);
        twin.put(at + 17, twin.duplicate(), at, length);
      }
    }
    assertThat(region.getInt(at + 2)).isEqualTo(twin.getInt(at + 2));
    assertThat(region.getLongAcquire(at)).isEqualTo(twin.getLong(at));
  }

  @Test
  void theChecksumIsThatOfCrc32c() {
    byte[] bytes = new byte[1000];
    new Random(1).nextBytes(bytes);
    region.put(77, bytes);
    CRC32C expected = new CRC32C();
    expected.update(bytes);
    assertThat(region.crc32c(77, 1000)).isEqualTo((int) expected.getValue());
  }

  @Test
  void nothingOutsideCanBeTouched() {
    assertThat(region.size()).isEqualTo(SIZE);
    assertThatThrownBy(() -> region.getInt(SIZE - 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> region.setLong(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> region.put(SIZE - 1, new byte[2]))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> region.crc32c(1, SIZE)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aTornWordCannotBeAskedFor() {
    assertThatThrownBy(() -> region.setLongRelease(4, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void closingTwiceDoesNothingAndUsingAfterwardsIsRefused() {
    region.close();
    region.close();
    assertThatThrownBy(() -> region.getInt(0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void twoViewsOfAMapAreTheSameMemory() {
    try (MappedRegion other = map.map()) {
      region.setLongRelease(8, 4711);
      assertThat(other.getLongAcquire(8)).isEqualTo(4711);
      other.copyTo(region, 8, 24, 8);
      assertThat(region.getLong(24)).isEqualTo(4711);
    }
  }

  @Test
  void aMapThatCannotBeMappedIsToldSo() {
    try (BpfMap plain = BpfMap.create(MapType.ARRAY, "wm_plain", 4, 8, 1, 0)) {
      assertThatThrownBy(plain::map)
          .isInstanceOf(NativeException.class)
          .hasMessageStartingWith("mmap map wm_plain");
    }
  }

  @Test
  void theLargestStoreCanBeMapped() {
    int largest = 1 << 29;
    try (BpfMap store = BpfMap.create(MapType.ARRAY, "wm_large", 4, largest, 1, BpfMap.MMAPABLE);
        MappedRegion large = store.map()) {
      large.setLongRelease(largest - 8, 1);
      assertThat(large.getLong(largest - 8)).isEqualTo(1);
    }
  }
}
