package dev.waymark.controller.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The loop runs when it is rung, goes on after failures, and never dies in silence. */
class LoopTest {
  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void aBurstOfRingsIsOnePassAndAnotherRingAnother() {
    AtomicInteger passes = new AtomicInteger();
    CountDownLatch first = new CountDownLatch(1);
    try (Loop loop =
        new Loop(
            () -> {
              passes.incrementAndGet();
              await(first);
              return LONG;
            },
            () -> {})) {
      loop.start();
      Awaitility.await().until(() -> passes.get() == 1);
      for (int i = 0; i < 1000; i++) {
        loop.ring();
      }
      first.countDown();
      Awaitility.await().until(() -> passes.get() == 2);
      Awaitility.await().during(Duration.ofMillis(200)).until(() -> passes.get() == 2);
    }
  }

  @Test
  void thePassSaysWhenItIsDueAgain() {
    AtomicInteger passes = new AtomicInteger();
    try (Loop loop =
        new Loop(() -> passes.incrementAndGet() < 5 ? Duration.ofMillis(1) : LONG, () -> {})) {
      loop.start();
      Awaitility.await().until(() -> passes.get() == 5);
    }
  }

  @Test
  void aPassThatFailsIsTriedAgain() {
    AtomicInteger passes = new AtomicInteger();
    try (Loop loop =
        new Loop(
            () -> {
              if (passes.incrementAndGet() < 3) {
                throw new IllegalStateException("the API server is away");
              }
              return LONG;
            },
            () -> {})) {
      loop.start();
      Awaitility.await().until(() -> passes.get() == 3);
      assertThat(loop.alive()).isTrue();
    }
  }

  @Test
  void anErrorEndsTheProcess() {
    AtomicBoolean fatal = new AtomicBoolean();
    try (Loop loop =
        new Loop(
            () -> {
              throw new AssertionError("a bug");
            },
            () -> fatal.set(true))) {
      loop.start();
      Awaitility.await().untilTrue(fatal);
      Awaitility.await().until(() -> !loop.alive());
    }
  }

  @Test
  void retriesGrowToHalfAMinute() {
    assertThat(Loop.retry(0)).isEqualTo(Duration.ofMillis(250));
    assertThat(Loop.retry(1)).isEqualTo(Duration.ofMillis(500));
    assertThat(Loop.retry(1000)).isEqualTo(Duration.ofSeconds(30));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
