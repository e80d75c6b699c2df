package dev.waymark.libbpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.libbpf.testing.FdLeakExtension;
import dev.waymark.libbpf.testing.NeedsBpf;
import dev.waymark.libbpf.testing.TinyObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsBpf
@ExtendWith(FdLeakExtension.class)
class BpfMapTest {
  private static final int MANY = 3000;

  @Test
  void aValueIsFoundUntilItIsDeleted() {
    try (BpfMap map = BpfMap.create(MapType.HASH, "wm_hash", 4, 8, 10, 0)) {
      assertThat(map.lookup(integer(7))).isNull();
      map.update(integer(7), value(70));
      map.update(integer(7), value(71));
      assertThat(map.lookup(integer(7))).isEqualTo(value(71));
      assertThat(map.delete(integer(7))).isTrue();
      assertThat(map.delete(integer(7))).isFalse();
    }
  }

  @Test
  void keysAndValuesOfTheWrongSizeAreRefused() {
    try (BpfMap map = BpfMap.create(MapType.HASH, "wm_hash", 4, 8, 10, 0)) {
      assertThatThrownBy(() -> map.update(value(1), value(1)))
          .hasMessage("the map wants 4 bytes, not 8");
    }
  }

  @Test
  void aFullMapIsToldWithItsName() {
    try (BpfMap map = BpfMap.create(MapType.HASH, "wm_full", 4, 8, 1, 0)) {
      map.update(integer(1), value(1));
      assertThatThrownBy(() -> map.update(integer(2), value(2)))
          .hasMessageContaining("bpf_map_update_elem wm_full")
          .hasMessageContaining("E2BIG");
    }
  }

  // An LPM trie walks by key where the kernel knows no batches for it.
  @ParameterizedTest
  @EnumSource(names = {"HASH", "ARRAY", "LPM_TRIE"})
  void aBatchIsWrittenAndEveryElementShown(MapType type) {
    boolean trie = type == MapType.LPM_TRIE;
    int keySize = trie ? 8 : 4;
    int flags = trie ? BpfMap.NO_PREALLOC : 0;
    Map<Integer, Long> expected = new TreeMap<>();
    ByteBuffer keys = buffer(MANY * keySize);
    ByteBuffer values = buffer(MANY * 8);
    for (int i = 0; i < MANY; i++) {
      if (trie) {
        keys.putInt(32);
      }
      keys.putInt(i);
      values.putLong(i * 3L);
      expected.put(i, i * 3L);
    }
    try (BpfMap map = BpfMap.create(type, "wm_batch", keySize, 8, MANY, flags)) {
      map.updateBatch(keys.flip(), values.flip(), MANY);
      Map<Integer, Long> shown = new TreeMap<>();
      map.forEach((key, value) -> shown.put(key.getInt(keySize - 4), value.getLong(0)));
      assertThat(shown).isEqualTo(expected);
    }
  }

  @Test
  void aPerCpuMapHoldsAValueForEachCpu() {
    int cpus = BpfMap.possibleCpus();
    try (BpfMap map = BpfMap.create(MapType.PERCPU_ARRAY, "wm_percpu", 4, 12, MANY, 0)) {
      assertThat(map.perCpuStride()).isEqualTo(16);
      assertThat(map.lookupSize()).isEqualTo(16 * cpus);
      ByteBuffer written = buffer(map.lookupSize());
      for (int cpu = 0; cpu < cpus; cpu++) {
        written.putInt(16 * cpu, cpu + 1);
      }
      map.update(integer(MANY - 1), written);
      int[] shown = {0, 0};
      map.forEach((key, value) -> {
        shown[0]++;
        shown[1] += value.getInt(16 * (cpus - 1));
      });
      assertThat(shown).containsExactly(MANY, cpus);
    }
  }

  @Test
  void thePercpuCountsOfAProgramAddUp() {
    try (BpfObjectFile object = TinyObject.load();
        BpfMap counts = object.map("tiny_counts");
        BpfProgram program = object.program("tiny_context")) {
      program.testRun(TestRun.withoutPacket(9));
      ByteBuffer value = Objects.requireNonNull(counts.lookup(integer(0)));
      int sum = 0;
      for (int at = 0; at < value.limit(); at += counts.perCpuStride()) {
        sum += value.getInt(at);
      }
      assertThat(sum).isEqualTo(9);
    }
  }

  @Test
  void aPinnedMapOutlivesItsHandle() throws IOException {
    Path pin = BpfFs.USUAL.resolve("wm-map-" + ProcessHandle.current().pid());
    BpfFs.ensureMounted(BpfFs.USUAL);
    try {
      try (BpfMap map = BpfMap.create(MapType.HASH, "wm_pinned", 4, 8, 10, 0)) {
        map.update(integer(1), value(11));
        map.pin(pin);
        assertThatThrownBy(() -> map.pin(pin)).hasMessageContaining("EEXIST");
      }
      try (BpfMap again = BpfMap.openPinned(pin)) {
        assertThat(again.name()).isEqualTo("wm_pinned");
        assertThat(again.lookup(integer(1))).isEqualTo(value(11));
      }
    } finally {
      Files.deleteIfExists(pin);
    }
    assertThatThrownBy(() -> BpfMap.openPinned(pin))
        .hasMessage(
            "bpf_obj_get "
                + pin
                + ": ENOENT (no such file, object or element): nothing is pinned there");
  }

  @Test
  void aClosedMapIsNotUsed() {
    BpfMap map = BpfMap.create(MapType.HASH, "wm_closed", 4, 8, 10, 0);
    map.close();
    map.close();
    assertThatThrownBy(() -> map.lookup(integer(1))).hasMessage("used after close");
  }

  private static ByteBuffer integer(int number) {
    return buffer(4).putInt(0, number);
  }

  private static ByteBuffer value(long number) {
    return buffer(8).putLong(0, number);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
  }
}
