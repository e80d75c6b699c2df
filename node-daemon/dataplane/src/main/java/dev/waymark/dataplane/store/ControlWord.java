package dev.waymark.dataplane.store;

import dev.waymark.dataplane.layout.ControlLayout;
import dev.waymark.dataplane.layout.Phase;
import dev.waymark.dataplane.layout.StoreLayout;

/**
 * The control word: which generation packets see, and which one a rollback returns to.
 *
 * <table>
 *   <caption>Legal moves; each adds 1 to the sequence</caption>
 *   <tr><th>from</th><th>publish(slot)</th><th>confirm</th><th>rollBack</th></tr>
 *   <tr><td>EMPTY, STABLE</td><td>PROBATION, active = slot</td><td>-</td><td>-</td></tr>
 *   <tr><td>PROBATION</td><td>PROBATION, active = slot</td><td>STABLE, stable = active</td>
 *       <td>STABLE, active = stable</td></tr>
 * </table>
 *
 * The slot published is neither the active nor the stable one. Rolling back the very first
 * generation returns to the empty one, number 0, that a new store begins with.
 *
 * @param active slot of the generation that packets see
 * @param stable slot of the last confirmed one
 * @param sequence counts moves, 40 bits
 */
public record ControlWord(int active, int stable, Phase phase, long sequence) {
  private static final long SEQUENCE_MASK = (1L << 40) - 1;

  /** The word of a new store. */
  public static final ControlWord INITIAL = new ControlWord(0, 0, Phase.EMPTY, 0);

  public ControlWord {
    if (active < 0 || active >= StoreLayout.SLOTS || stable < 0 || stable >= StoreLayout.SLOTS) {
      throw new IllegalArgumentException("control word: active=" + active + " stable=" + stable);
    }
    if ((phase == Phase.PROBATION) == (active == stable)) {
      throw new IllegalArgumentException(
          "control word: phase=" + phase + " active=" + active + " stable=" + stable);
    }
    sequence &= SEQUENCE_MASK;
  }

  /**
   * The word of a number read from the store.
   *
   * @throws IllegalArgumentException if no word has it
   */
  public static ControlWord decode(long word) {
    return new ControlWord(
        (int) (word >>> ControlLayout.CONTROL_ACTIVE_SHIFT) & 0xff,
        (int) (word >>> ControlLayout.CONTROL_STABLE_SHIFT) & 0xff,
        Phase.of((int) (word >>> ControlLayout.CONTROL_PHASE_SHIFT) & 0xff),
        word >>> ControlLayout.CONTROL_SEQUENCE_SHIFT);
  }

  public long encode() {
    return ((long) active << ControlLayout.CONTROL_ACTIVE_SHIFT)
        | ((long) stable << ControlLayout.CONTROL_STABLE_SHIFT)
        | ((long) phase.code() << ControlLayout.CONTROL_PHASE_SHIFT)
        | (sequence << ControlLayout.CONTROL_SEQUENCE_SHIFT);
  }

  /** Packets see the generation in {@code slot} from here on. */
  public ControlWord publish(int slot) {
    if (slot == active || slot == stable) {
      throw new IllegalStateException("publish into slot " + slot + ", which is in use: " + this);
    }
    return new ControlWord(slot, stable, Phase.PROBATION, sequence + 1);
  }

  /** The active generation is what a rollback returns to from here on. */
  public ControlWord confirm() {
    requireProbation("confirm");
    return new ControlWord(active, active, Phase.STABLE, sequence + 1);
  }

  /** Packets see the stable generation again. */
  public ControlWord rollBack() {
    requireProbation("roll back");
    return new ControlWord(stable, stable, Phase.STABLE, sequence + 1);
  }

  private void requireProbation(String move) {
    if (phase != Phase.PROBATION) {
      throw new IllegalStateException("nothing to " + move + ": " + this);
    }
  }
}
