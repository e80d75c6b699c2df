package dev.waymark.daemon.source.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.daemon.source.disk.RejectedRoots.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectedRootsTest {
  private static final Digest ROOT = digest("a state");

  @TempDir Path state = Path.of("");

  @Test
  void theCommitThatBroughtItIsNotTriedAgainAlsoAfterARestart() {
    new RejectedRoots(state)
        .add(new Rejection(ROOT, "c1", Reason.ProbeFailed, "no answer\nwithin 1s"));

    Rejection remembered = new RejectedRoots(state).of(ROOT, "c1").orElseThrow();

    assertThat(remembered.reason()).isEqualTo(Reason.ProbeFailed);
    assertThat(remembered.message()).isEqualTo("no answer within 1s");
  }

  @Test
  void whoseDemandWasNotMetIsRememberedToo() {
    Owner edge = Owner.of("RouteTable", "edge");
    new RejectedRoots(state).add(new Rejection(ROOT, "c1", Reason.ProbeFailed, edge, "no answer"));
    new RejectedRoots(state).diedOnTrial(digest("a state on trial"));

    assertThat(new RejectedRoots(state).all())
        .containsExactly(new Rejection(ROOT, "c1", Reason.ProbeFailed, edge, "no answer"));
  }

  @Test
  void anotherCommitOrAnotherStateIsTried() {
    RejectedRoots rejected = new RejectedRoots(state);
    rejected.add(new Rejection(ROOT, "c1", Reason.ProbeFailed, "no answer"));

    assertThat(rejected.of(ROOT, "c2")).isEmpty();
    assertThat(rejected.of(digest("another"), "c1")).isEmpty();
  }

  @Test
  void whatTheKernelTookBackWaitsForTheFirstCommitThatBringsIt() {
    new RejectedRoots(state).add(new Rejection(ROOT, null, Reason.NotConfirmed, "too late"));

    assertThat(new RejectedRoots(state).of(ROOT, "c1")).isPresent();
    assertThat(new RejectedRoots(state).of(ROOT, "c2")).isEmpty();
    assertThat(new RejectedRoots(state).of(ROOT, "c1")).isPresent();
  }

  @Test
  void oneDaemonMayDieOverAStateButNotTwo() {
    assertThat(new RejectedRoots(state).diedOnTrial(ROOT)).isFalse();
    assertThat(new RejectedRoots(state).of(ROOT, "c1")).as("once is chance").isEmpty();

    assertThat(new RejectedRoots(state).diedOnTrial(ROOT)).isTrue();

    assertThat(new RejectedRoots(state).of(ROOT, "c1")).isPresent();
  }

  @Test
  void aProofMakesAnEarlierDeathVoid() {
    RejectedRoots rejected = new RejectedRoots(state);
    rejected.diedOnTrial(ROOT);

    rejected.proven(ROOT);

    assertThat(new RejectedRoots(state).diedOnTrial(ROOT)).isFalse();
  }

  @Test
  void everythingMayBeTriedAgainOnceItIsSaid() {
    RejectedRoots rejected = new RejectedRoots(state);
    rejected.add(new Rejection(ROOT, "c1", Reason.ProbeFailed, "no answer"));

    rejected.clear();

    assertThat(rejected.of(ROOT, "c1")).isEmpty();
    assertThat(new RejectedRoots(state).of(ROOT, "c1")).isEmpty();
  }

  @Test
  void theNewestFourAreKept() {
    RejectedRoots rejected = new RejectedRoots(state);
    for (int i = 0; i < 5; i++) {
      rejected.add(new Rejection(digest("state " + i), "c" + i, Reason.ProbeFailed, "no answer"));
    }

    assertThat(rejected.of(digest("state 0"), "c0")).isEmpty();
    assertThat(rejected.of(digest("state 1"), "c1")).isPresent();
    assertThat(rejected.of(digest("state 4"), "c4")).isPresent();
  }

  @Test
  void aFileThatCannotBeReadIsForgotten() throws IOException {
    Files.writeString(state.resolve("rejected"), "half a li");

    assertThat(new RejectedRoots(state).of(ROOT, "c1")).isEmpty();
  }

  private static Digest digest(String of) {
    return Digest.of(of.getBytes(UTF_8));
  }
}
