package dev.waymark.dataplane.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.dataplane.layout.Phase;
import org.junit.jupiter.api.Test;

/** Which moves of the control word are legal, and what each leaves behind. */
class ControlWordMovesTest {
  private final ControlWord stable = new ControlWord(2, 2, Phase.STABLE, 7);
  private final ControlWord probation = stable.publish(3);

  @Test
  void publishingPutsTheNewSlotOnProbation() {
    assertThat(probation).isEqualTo(new ControlWord(3, 2, Phase.PROBATION, 8));
  }

  @Test
  void publishingAgainOnProbationKeepsTheStableSlot() {
    assertThat(probation.publish(5)).isEqualTo(new ControlWord(5, 2, Phase.PROBATION, 9));
  }

  @Test
  void confirmingMakesTheActiveSlotStable() {
    assertThat(probation.confirm()).isEqualTo(new ControlWord(3, 3, Phase.STABLE, 8 + 1));
  }

  @Test
  void rollingBackReturnsToTheStableSlot() {
    assertThat(probation.rollBack()).isEqualTo(new ControlWord(2, 2, Phase.STABLE, 9));
  }

  @Test
  void theFirstPublicationCanBeRolledBackToNothing() {
    assertThat(ControlWord.INITIAL.publish(1).rollBack().active()).isZero();
  }

  @Test
  void aSlotInUseIsNeverPublishedInto() {
    assertThatThrownBy(() -> probation.publish(2)).hasMessageContaining("in use");
    assertThatThrownBy(() -> probation.publish(3)).hasMessageContaining("in use");
  }

  @Test
  void outsideOfProbationThereIsNothingToConfirmOrRollBack() {
    assertThatThrownBy(stable::confirm).hasMessageContaining("nothing to confirm");
    assertThatThrownBy(stable::rollBack).hasMessageContaining("nothing to roll back");
    assertThatThrownBy(ControlWord.INITIAL::rollBack).hasMessageContaining("nothing to roll back");
  }

  @Test
  void encodingAndDecodingAgreeAndTheSequenceWraps() {
    ControlWord last = new ControlWord(1, 4, Phase.PROBATION, (1L << 40) - 1);
    assertThat(ControlWord.decode(last.encode())).isEqualTo(last);
    assertThat(last.confirm().sequence()).isZero();
  }
}
