package dev.waymark.daemon.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.daemon.converge.Mailbox.Wake;
import dev.waymark.daemon.source.SourceReading.Cleared;
import dev.waymark.daemon.source.SourceReading.Unreachable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxTest {

  private final Mailbox mailbox = new Mailbox();

  @Test
  void aBurstOfKernelEventsWakesOnce() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      mailbox.postNodeChanged();
    }
    assertThat(mailbox.take(null)).isEqualTo(new Wake(List.of(), true, false, false));
    assertThat(mailbox.take(Duration.ZERO)).isEqualTo(new Wake(List.of(), false, false, false));
  }

  @Test
  void aFindIsNotLostToTheRepositoryGoingOutOfReachRightAfter() throws InterruptedException {
    Cleared found = new Cleared("one");
    Unreachable unreachable = new Unreachable(Reason.SourceUnreachable, null, "gone");
    mailbox.post(new Cleared("zero"));
    mailbox.post(found);
    mailbox.post(unreachable);
    assertThat(mailbox.take(null).readings()).containsExactly(found, unreachable);
  }

  @Test
  void aDeadlineEndsTheWait() throws InterruptedException {
    assertThat(mailbox.take(Duration.ofMillis(1)))
        .isEqualTo(new Wake(List.of(), false, false, false));
  }

  @Test
  void stoppingEndsTheWaitWhateverElseIsPosted() throws InterruptedException {
    mailbox.postNodeChanged();
    mailbox.stop();
    assertThat(mailbox.take(null).stopped()).isTrue();
  }
}
