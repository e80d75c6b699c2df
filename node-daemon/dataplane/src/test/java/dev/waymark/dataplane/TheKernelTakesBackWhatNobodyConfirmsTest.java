package dev.waymark.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.Phase;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.time.Duration;
import java.util.HexFormat;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is published and not confirmed in time is taken back by a timer inside the kernel. */
@NeedsBpf
class TheKernelTakesBackWhatNobodyConfirmsTest {
  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofMinutes(10);

  @RegisterExtension final PinnedDataplane pinned = new PinnedDataplane(1 << 20, 4 << 20);

  @Test
  void alsoWhenItsDaemonIsGone() {
    stableOne();
    publishTwo(SOON);
    pinned.get().close();

    Dataplane restarted =
        Awaitility.await()
            .until(
                pinned::restart,
                opened ->
                    opened.adoption() instanceof Adoption.Adopted(Generation active, var stable)
                        && active.phase() == Phase.STABLE);

    assertThat(restarted.active().orElseThrow().number()).isEqualTo(1);
    Generation taken = restarted.probation().takenBack().orElseThrow();
    assertThat(taken.number()).isEqualTo(2);
    assertThat(taken.digest()).isEqualTo(HexFormat.of().formatHex(Sample.digest(2)));
    restarted.probation().acknowledge();
    assertThat(pinned.restart().probation().takenBack()).as("is told once").isEmpty();
  }

  @Test
  void andADaemonThatComesTooLateLearnsOfIt() {
    stableOne();
    publishTwo(SOON);
    awaitTakenBack();

    assertThat(pinned.get().confirm()).isFalse();

    assertThat(pinned.get().active().orElseThrow().number()).isEqualTo(1);
    assertThat(pinned.get().check()).isEmpty();
    publishAndConfirmThree();
  }

  @Test
  void aRollbackThatComesTooLateChangesNothing() {
    stableOne();
    publishTwo(SOON);
    awaitTakenBack();

    assertThat(pinned.get().rollBack()).isFalse();
    assertThat(pinned.get().active().orElseThrow().number()).isEqualTo(1);
    publishAndConfirmThree();
  }

  @Test
  void anotherCommitGoesOnFromWhatIsStable() {
    stableOne();
    publishTwo(SOON);
    awaitTakenBack();

    publishAndConfirmThree();
  }

  @Test
  void butNotWhatWasConfirmed() {
    stableOne();
    publishTwo(LONG);
    assertThat(pinned.get().confirm()).isTrue();
    // The same timer fires for a later publication: the one before it must not go with it.
    publish(3, SOON);
    awaitTakenBack();

    pinned.get().rollBack();
    assertThat(pinned.get().active().orElseThrow().number()).isEqualTo(2);
  }

  @Test
  void norWhatWasFollowedByAnotherPublication() {
    stableOne();
    publishTwo(SOON);
    publish(3, LONG);
    assertThat(pinned.get().confirm()).isTrue();

    assertThat(pinned.restart().probation().takenBack()).isEmpty();
    assertThat(pinned.get().active().orElseThrow().number()).isEqualTo(3);
  }

  @Test
  void whereverTheStoreWentMeanwhile() {
    stableOne();
    publishTwo(Duration.ofMillis(300));

    ((Growth.Larger) pinned.get().grow(0)).replacement().commit();

    awaitTakenBack();
    assertThat(pinned.get().confirm()).isFalse();
    assertThat(pinned.get().check()).isEmpty();
    assertThat(pinned.restart().active().orElseThrow().number()).isEqualTo(1);
    assertThat(pinned.get().capacity().storeBytes()).isGreaterThan(1 << 20);
  }

  @Test
  void andAlsoTheVeryFirstGeneration() {
    publish(1, SOON);
    awaitTakenBack();

    assertThat(pinned.get().confirm()).isFalse();
    assertThat(pinned.get().active()).isEmpty();
  }

  private void awaitTakenBack() {
    Awaitility.await().until(() -> pinned.get().probation().takenBack().isPresent());
  }

  private void stableOne() {
    Commit commit = pinned.get().begin();
    Sample.fill(commit, 100, 1);
    pinned.get().publish(commit, Sample.digest(1));
    assertThat(pinned.get().confirm()).isTrue();
  }

  private void publishTwo(Duration within) {
    publish(2, within);
  }

  private void publish(int number, Duration within) {
    Dataplane dataplane = pinned.get();
    Commit commit = dataplane.begin();
    commit.put(254, Family.V4, (10L + number) << 56, 0, 8, commit.route(Sample.route(3)));
    dataplane.build(commit, Sample.digest(number));
    dataplane.probation().stage(commit);
    dataplane.probation().arm(within);
    dataplane.publishBuilt(commit);
  }

  private void publishAndConfirmThree() {
    publish(3, LONG);
    assertThat(pinned.get().confirm()).isTrue();
    assertThat(pinned.get().active().orElseThrow().number()).isEqualTo(3);
    assertThat(pinned.get().check()).isEmpty();
  }
}
