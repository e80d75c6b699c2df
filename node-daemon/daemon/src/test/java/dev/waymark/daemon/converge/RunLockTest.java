package dev.waymark.daemon.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.daemon.converge.RunLock.Attempt;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

  @TempDir Path folder = Path.of("");

  @Test
  void theSecondIsToldWhoHoldsIt() throws IOException {
    String self = Long.toString(ProcessHandle.current().pid());
    try (RunLock lock = ((Attempt.Taken) RunLock.take(folder)).lock()) {
      assertThat(lock).isNotNull();
      assertThat(RunLock.take(folder)).isEqualTo(new Attempt.Held(self));
      assertThat(RunLock.holder(folder)).contains(self);
    }
    assertThat(RunLock.holder(folder)).isEmpty();
    assertThat(RunLock.take(folder)).isInstanceOf(Attempt.Taken.class);
  }

  @Test
  void lookingMakesNothing() throws IOException {
    assertThat(RunLock.holder(folder.resolve("none"))).isEmpty();
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
