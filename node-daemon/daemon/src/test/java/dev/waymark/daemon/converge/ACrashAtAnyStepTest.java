package dev.waymark.daemon.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.compiler.slice.Digest;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The daemon dies before each step of a commit, and what served goes on; the next start finishes.
 */
@NeedsBpf
class ACrashAtAnyStepTest {

  @TempDir Path folder = Path.of("");

  private static final class Killed extends Error {}

  @ParameterizedTest
  @EnumSource
  void leavesForwardingWholeAndTheNextStartFinishes(CommitStep step) {
    AtomicBoolean armed = new AtomicBoolean();
    try (RunningNode node = RunningNode.create("crash-" + step.word(), "Kernel", folder)) {
      String first = node.commitRoutes("10.50.0.0/24");
      AtomicReference<@Nullable Digest> serving = new AtomicReference<>();
      node.start((now, root) -> {
        if (!armed.get()) {
          serving.set(root);
        } else if (now == step && !Objects.equals(root, serving.get())) {
          throw new Killed();
        }
      });
      node.awaitProven(first);
      assertThat(node.pings("10.50.0.1")).isTrue();

      armed.set(true);
      String second = node.commitRoutes("10.50.0.0/24", "10.51.0.0/24");
      assertThat(node.awaitEnd()).isInstanceOf(Killed.class);
      assertThat(node.pings("10.50.0.1")).as("after the crash").isTrue();

      node.start(StepListener.NONE);
      node.awaitProven(second);
      assertThat(node.pings("10.50.0.1")).as("after the restart").isTrue();
      assertThat(node.pings("10.51.0.1")).isTrue();

      node.stop();
      node.router.call(() -> new Detachment(node.settings).run());
      assertThat(node.leftovers()).isEqualTo("[][]");
    }
  }
}
