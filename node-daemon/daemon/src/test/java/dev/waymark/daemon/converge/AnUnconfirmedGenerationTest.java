package dev.waymark.daemon.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.libbpf.testing.NeedsBpf;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
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
      node.start(step -> published.addAndGet(step == CommitStep.PUBLISH ? 1 : 0));
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
      AtomicBoolean armed = new AtomicBoolean();
      node.start(now -> {
        if (armed.get() && now == CommitStep.CONFIRM) {
          throw new Killed();
        }
      });
      node.awaitProven(node.repository.head());
      armed.set(true);
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
      // No address that settles later brings a pass of its own.
      node.router.run("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1");
      node.commitTable(GOOD, slow);
      node.start(StepListener.NONE);
      node.awaitProven(node.repository.head());
      node.stop();
      String poison = node.commitTable(GOOD + "\n- {to: 10.51.0.0/24, type: Blackhole}", slow);
      for (int death = 0; death < 2; death++) {
        AtomicInteger passes = new AtomicInteger();
        // The first pass is about what served before.
        node.start(now -> {
          if (now == CommitStep.READ_BACK && passes.incrementAndGet() == 2) {
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
    AtomicBoolean armed = new AtomicBoolean();
    node.start(now -> {
      if (armed.get() && now == CommitStep.READ_BACK) {
        throw new Killed();
      }
    });
    node.awaitProven(node.commitTable(GOOD, QUICK));
    armed.set(true);
    node.commitTable(BAD, QUICK);
    assertThat(node.awaitEnd()).isInstanceOf(Killed.class);
  }
}
