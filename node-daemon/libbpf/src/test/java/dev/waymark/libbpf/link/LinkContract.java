package dev.waymark.libbpf.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waymark.libbpf.BpfProgram;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every kind of link keeps: pin, open again, update, the interface going away, close. */
interface LinkContract {

  LinkFixture at();

  /** Attaches at this interface, in the calling thread's namespace. */
  IngressLink attach(BpfProgram program, int ifindex);

  IngressLink open(Path pin);

  /** The ids of the programs at the fixture's interface. */
  List<Integer> programsAtHook();

  default IngressLink attached(BpfProgram program) {
    return at().here().call(() -> attach(program, at().ifindex()));
  }

  @Test
  default void anAttachedLinkTellsWhatItHoldsAndWhere() {
    try (IngressLink link = attached(at().pass())) {
      assertThat(link.info().ifindex()).isEqualTo(at().ifindex());
      assertThat(link.info().programId()).isEqualTo(at().pass().id());
      assertThat(link.info().interfaceGone()).isFalse();
      assertThat(programsAtHook()).containsExactly(at().pass().id());
    }
  }

  @Test
  default void aPinnedLinkOutlivesItsHandleAndOpensAgain() {
    int id;
    try (IngressLink link = attached(at().pass())) {
      link.pin(at().pin());
      id = link.info().id();
    }
    try (IngressLink again = open(at().pin())) {
      assertThat(again.info().id()).isEqualTo(id);
      assertThat(again.info().programId()).isEqualTo(at().pass().id());
    }
  }

  @Test
  default void anUpdateReplacesTheProgramThatIsExpected() {
    try (IngressLink link = attached(at().pass())) {
      link.update(at().other(), at().pass());
      assertThat(link.info().programId()).isEqualTo(at().other().id());
    }
  }

  @Test
  default void anUpdateThatExpectsAnotherProgramChangesNothing() {
    try (IngressLink link = attached(at().pass())) {
      UnexpectedProgram refused =
          catchThrowableOfType(
              UnexpectedProgram.class, () -> link.update(at().pass(), at().other()));
      assertThat(refused.found()).isEqualTo(at().pass().id());
      assertThat(refused.expected()).isEqualTo(at().other().id());
      assertThat(link.info().programId()).isEqualTo(at().pass().id());
    }
  }

  @Test
  default void aLinkWhoseInterfaceIsGoneSaysSoAndCannotBeUpdated() {
    try (IngressLink link = attached(at().pass())) {
      link.pin(at().pin());
      at().here().ip("link delete east");
      assertThat(link.info().interfaceGone()).isTrue();
      assertThatThrownBy(() -> link.update(at().other(), at().pass()))
          .hasMessageContaining("ENOLINK")
          .hasMessageContaining("remove the link");
    }
  }

  @Test
  default void closingAnUnpinnedLinkDetachesAndClosingTwiceDoesNothing() {
    IngressLink first = attached(at().pass());
    first.close();
    first.close();
    assertThat(programsAtHook()).isEmpty();
  }

  @Test
  default void detachingTakesThePinnedProgramOff() {
    try (IngressLink link = attached(at().pass())) {
      link.pin(at().pin());
      link.detach();
      assertThat(link.info().interfaceGone()).isTrue();
      assertThat(programsAtHook()).isEmpty();
    }
  }

  @Test
  default void anInterfaceThatThereIsNotIsToldSo() {
    assertThatThrownBy(() -> at().here().call(() -> attach(at().pass(), 999)))
        .hasMessageContaining("interface 999")
        .hasMessageContaining("no such interface");
  }

  @Test
  default void aPinThatIsNoLinkIsRefused() {
    at().pass().pin(at().pin());
    assertThatThrownBy(() -> open(at().pin())).hasMessageContaining("is not a");
  }
}
