package dev.waymark.libbpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.libbpf.testing.FdLeakExtension;
import dev.waymark.libbpf.testing.NeedsBpf;
import dev.waymark.libbpf.testing.TinyObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records of a program, read in place. */
@NeedsBpf
@ExtendWith(FdLeakExtension.class)
class RingBufferTest {
  /** 12 bytes and their header, rounded up to 8, in a ring of 4096. */
  private static final int FITTING = 4096 / 24;

  private static final byte[] FRAME = new byte[60];

  private BpfObjectFile object;
  private BpfProgram program;
  private RingBuffer ring;

  @BeforeEach
  void open() {
    object = TinyObject.load();
    program = object.program("tiny_tell");
    try (BpfMap map = object.map("tiny_ring")) {
      ring = RingBuffer.of(map);
    }
  }

  @AfterEach
  void close() {
    ring.close();
    program.close();
    object.close();
  }

  @Test
  void recordsComeInTheirOrderManyTimesAroundTheRing() {
    List<Integer> seen = new ArrayList<>();
    for (int first = 0; first < 20 * FITTING; first += 100) {
      for (int i = 0; i < 100; i++) {
        assertThat(tell(first + i, false)).isTrue();
      }
      assertThat(drain(seen)).isEqualTo(100);
    }

    assertThat(seen).hasSize(3400);
    for (int i = 0; i < seen.size(); i++) {
      assertThat(seen.get(i)).isEqualTo(i);
    }
  }

  @Test
  void whatTheProgramDiscardedIsPassedOver() {
    tell(1, false);
    tell(2, true);
    tell(3, false);
    List<Integer> seen = new ArrayList<>();

    assertThat(drain(seen)).isEqualTo(2);
    assertThat(seen).containsExactly(1, 3);
  }

  @Test
  void aFullRingRefusesUntilItIsRead() {
    for (int i = 0; i < FITTING; i++) {
      assertThat(tell(i, false)).as("record %d", i).isTrue();
    }
    assertThat(tell(-1, false)).isFalse();

    ring.clear();

    assertThat(tell(7, false)).isTrue();
    List<Integer> seen = new ArrayList<>();
    drain(seen);
    assertThat(seen).containsExactly(7);
  }

  @Test
  void aWaitEndsWithARecordAndWithAWake() {
    assertThat(ring.await(Duration.ZERO)).isFalse();
    tell(1, false);
    assertThat(ring.await(Duration.ofSeconds(10))).isTrue();

    ring.wake();

    assertThat(ring.await(Duration.ofDays(1))).isFalse();
  }

  @Test
  void aMapOfAnotherTypeIsRefused() {
    try (BpfMap other = object.map("tiny_store")) {
      assertThatThrownBy(() -> RingBuffer.of(other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no ring buffer");
    }
  }

  private int drain(List<Integer> into) {
    return ring.drain(record -> {
      assertThat(record.remaining()).isEqualTo(12);
      assertThat(record.getInt(8)).isEqualTo(~record.getInt(0));
      into.add(record.getInt(0));
    });
  }

  private boolean tell(int number, boolean discard) {
    SkbContext context = SkbContext.EMPTY.withMark(number).withCb(List.of(discard ? 1 : 0));
    return program.testRun(TestRun.once(FRAME, context)).verdict() == 1;
  }
}
