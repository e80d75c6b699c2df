package dev.waymark.daemon.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.compiler.slice.Digest;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon dies with a bad generation live and unconfirmed. */
@NeedsBpf
class AnUnconfirmedGenerationTest {
  private static final String GOOD = "- {to: 10.50.0.0/24, via: [{gateway: 10.2.0.2}]}";
  private static final String BAD = "- {to: 10.50.0.0/24, via: [{gateway: 10.2.0.99}]}";
  private static final String QUICK = "rollout: {confirmWithin: 1s}";

  @TempDir Path folder = Path.of("");

  private static final class Killed extends Error {}

  @Test
  void isTakenBackByTheKernelAndNotTriedAgain() {
    try (RunningNode node = RunningNode.create("alone", "Kernel", folder)) {
      dieOnTrial(node);
      Awaitility.await("without any daemon").until(() -> node.pings("10.50.0.1"));

      AtomicInteger published = new AtomicInteger();
      node.start((step, root) -> published.addAndGet(step == CommitStep.PUBLISH ? 1 : 0));
      String bad = node.repository.head();
      assertThat(node.awaitRolledBack(bad).reason()).isEqualTo("NotConfirmed");
      assertThat(node.pings("10.50.0.1")).isTrue();
      node.stop();
      node.start(StepListener.NONE);
      assertThat(node.awaitRolledBack(bad).reason()).as("a restart").isEqualTo("NotConfirmed");
      assertThat(node.pings("10.50.0.1")).isTrue();

      String good = node.commitTable(GOOD + "\n- {to: 10.51.0.0/24, type: Blackhole}", QUICK);
      node.awaitProven(good);
    }
  }

  @Test
  void isTakenBackAndTriedAnewByADaemonThatStartsInTime() {
    try (RunningNode node = RunningNode.create("soon", "Kernel", folder)) {
      node.commitTable(GOOD, "rollout: {confirmWithin: 10m}");
      AtomicReference<@Nullable Digest> serving = new AtomicReference<>();
      node.start((now, root) -> {
        serving.compareAndSet(null, root);
        if (now == CommitStep.CONFIRM && !Objects.equals(root, serving.get())) {
          throw new Killed();
        }
      });
      node.awaitProven(node.repository.head());
      String second =
          node.commitTable(
              GOOD + "\n- {to: 10.51.0.0/24, via: [{gateway: 10.2.0.2}]}",
              "rollout: {confirmWithin: 10m}");
      assertThat(node.awaitEnd()).isInstanceOf(Killed.class);

      node.start(StepListener.NONE);

      node.awaitProven(second);
      assertThat(node.pings("10.51.0.1")).isTrue();
    }
  }

  @Test
  void isNotTriedAThirdTimeWhenTwoDaemonsDiedOverIt() {
    try (RunningNode node = RunningNode.create("poison", "Kernel", folder)) {
      String slow = "rollout: {confirmWithin: 10m}";
      node.commitTable(GOOD, slow);
      AtomicReference<@Nullable Digest> serving = new AtomicReference<>();
      node.start((now, root) -> serving.set(root));
      node.awaitProven(node.repository.head());
      node.stop();
      String poison = node.commitTable(GOOD + "\n- {to: 10.51.0.0/24, type: Blackhole}", slow);
      for (int death = 0; death < 2; death++) {
        node.start((now, root) -> {
          if (now == CommitStep.READ_BACK && !Objects.equals(root, serving.get())) {
            throw new Killed();
          }
        });
        assertThat(node.awaitEnd()).isInstanceOf(Killed.class);
      }

      node.start(StepListener.NONE);

      assertThat(node.awaitRolledBack(poison).message()).contains("died twice");
      assertThat(node.pings("10.50.0.1")).isTrue();
    }
  }

  private static void dieOnTrial(RunningNode node) {
    AtomicReference<@Nullable Digest> serving = new AtomicReference<>();
    node.commitTable(GOOD, QUICK);
    node.start((now, root) -> {
      serving.compareAndSet(null, root);
      if (now == CommitStep.READ_BACK && !Objects.equals(root, serving.get())) {
        throw new Killed();
      }
    });
    node.awaitProven(node.repository.head());
    node.commitTable(BAD, QUICK);
    assertThat(node.awaitEnd()).isInstanceOf(Killed.class);
  }
}
