package dev.waymark.compiler.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.States;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SliceTreeTest {
  @Property(tries = 300)
  void whatIsReadBackEqualsWhatWasWritten(@ForAll long seed) {
    DesiredState state = States.random(new Random(seed));

    SliceTree tree = SliceTree.of(state);
    DesiredState read = SliceTree.read(tree.root(), tree);

    assertThat(read).isEqualTo(state);
    assertThat(SliceTree.of(read).root()).isEqualTo(tree.root());
  }

  @Property(tries = 200)
  void differentStatesHaveDifferentRoots(@ForAll long seed, @ForAll long other) {
    DesiredState a = States.random(new Random(seed));
    DesiredState b = States.random(new Random(other));

    assertThat(SliceTree.of(a).root().equals(SliceTree.of(b).root())).isEqualTo(a.equals(b));
  }

  @Test
  void theEmptyStateIsATreeOfItsOwn() {
    SliceTree tree = SliceTree.of(DesiredState.EMPTY);

    assertThat(tree.slices()).hasSize(1);
    assertThat(SliceTree.read(tree.root(), tree)).isEqualTo(DesiredState.EMPTY);
  }

  /** The format: if this changes, every node of every cluster would see a new root. */
  @Test
  void theRootOfTheEmptyStateIsKnown() {
    assertThat(SliceTree.of(DesiredState.EMPTY).root())
        .hasToString("swtgzaii6ffmxodub7ivicd67vrdb4qez3wd3tyzrq5ma6wddz7q");
  }

  @Test
  void aMissingSliceIsNamed() {
    SliceTree tree = SliceTree.of(States.random(new Random(3)));
    Slice lost = tree.slices().iterator().next();
    SliceStore holed = name -> name.equals(lost.name()) ? Optional.empty() : tree.get(name);

    assertThatThrownBy(() -> SliceTree.read(tree.root(), holed))
        .isInstanceOfSatisfying(
            SliceException.Missing.class, e -> assertThat(e.slice()).isEqualTo(lost.name()))
        .hasMessage("slice " + lost.name() + " is missing");
  }

  @Property(tries = 300)
  void aChangedByteIsNoticed(@ForAll long seed) {
    Random random = new Random(seed);
    SliceTree tree = SliceTree.of(States.random(random));
    Slice victim =
        tree.slices().stream().skip(random.nextInt(tree.slices().size())).findFirst().orElseThrow();
    byte[] bytes = victim.bytes();
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    SliceStore damaged = name -> name.equals(victim.name()) ? Optional.of(bytes) : tree.get(name);

    assertThatThrownBy(() -> SliceTree.read(tree.root(), damaged))
        .isInstanceOfSatisfying(
            SliceException.Corrupt.class, e -> assertThat(e.slice()).isEqualTo(victim.name()));
  }

  /**
   * Bytes that carry their right name and still make no sense: nothing but a SliceException,
   * whatever they claim.
   */
  @Property(tries = 1000)
  void forgedSlicesNeverBreakTheReader(@ForAll long seed) {
    Random random = new Random(seed);
    SliceTree tree = SliceTree.of(States.random(random));
    Forger forger = new Forger(tree, random);

    try {
      SliceTree.read(forger.root(), forger);
    } catch (SliceException refused) {
      assertThat(refused).hasMessageStartingWith("slice ");
    }
  }
}
