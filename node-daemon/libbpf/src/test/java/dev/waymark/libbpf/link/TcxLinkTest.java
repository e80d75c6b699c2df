package dev.waymark.libbpf.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waymark.libbpf.BpfFs;
import dev.waymark.libbpf.BpfObjectFile;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.testing.FdLeakExtension;
import dev.waymark.libbpf.testing.NeedsBpf;
import dev.waymark.libbpf.testing.TestNamespace;
import dev.waymark.libbpf.testing.TinyObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract of links, for TCX. */
@NeedsBpf
@ExtendWith(FdLeakExtension.class)
class TcxLinkTest {
  private final Path pins = BpfFs.USUAL.resolve("wm-link-" + ProcessHandle.current().pid());
  private final Path pin = pins.resolve("link");
  private TestNamespace here;
  private BpfObjectFile object;
  private BpfProgram pass;
  private BpfProgram other;
  private int ifindex;

  @BeforeEach
  void attachable() {
    BpfFs.ensureMounted(pins);
    here = TestNamespace.create("link");
    here.ip("link add east type veth peer name west");
    ifindex = here.ifindex("east");
    object = TinyObject.load();
    pass = object.program("tiny_pass");
    other = object.program("tiny_other");
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    pass.close();
    other.close();
    object.close();
    here.close();
    Files.deleteIfExists(pin);
    Files.deleteIfExists(pins);
  }

  @Test
  void anAttachedLinkTellsWhatItHoldsAndWhere() {
    try (TcxLink link = attach(pass)) {
      assertThat(link.info().ifindex()).isEqualTo(ifindex);
      assertThat(link.info().programId()).isEqualTo(pass.id());
      assertThat(link.info().attachType()).isEqualTo(TcxDirection.INGRESS.attachType());
      assertThat(link.info().interfaceGone()).isFalse();
    }
  }

  @Test
  void aPinnedLinkOutlivesItsHandleAndOpensAgain() {
    int id;
    try (TcxLink link = attach(pass)) {
      link.pin(pin);
      id = link.info().id();
    }
    try (TcxLink again = TcxLink.openPinned(pin)) {
      assertThat(again.info().id()).isEqualTo(id);
      assertThat(again.info().programId()).isEqualTo(pass.id());
    }
  }

  @Test
  void anUpdateReplacesTheProgramThatIsExpected() {
    try (TcxLink link = attach(pass)) {
      link.update(other, pass);
      assertThat(link.info().programId()).isEqualTo(other.id());
    }
  }

  @Test
  void anUpdateThatExpectsAnotherProgramChangesNothing() {
    try (TcxLink link = attach(pass)) {
      UnexpectedProgram refused =
          catchThrowableOfType(UnexpectedProgram.class, () -> link.update(pass, other));
      assertThat(refused.found()).isEqualTo(pass.id());
      assertThat(refused.expected()).isEqualTo(other.id());
      assertThat(link.info().programId()).isEqualTo(pass.id());
    }
  }

  @Test
  void aLinkWhoseInterfaceIsGoneSaysSoAndCannotBeUpdated() {
    try (TcxLink link = attach(pass)) {
      link.pin(pin);
      here.ip("link delete east");
      assertThat(link.info().interfaceGone()).isTrue();
      assertThatThrownBy(() -> link.update(other, pass))
          .hasMessageContaining("ENOLINK")
          .hasMessageContaining("remove the link");
    }
  }

  @Test
  void closingAnUnpinnedLinkDetachesAndClosingTwiceDoesNothing() {
    TcxLink first = attach(pass);
    first.close();
    first.close();
    assertThat(programsAtHook()).isEmpty();
  }

  @Test
  void detachingTakesThePinnedProgramOff() {
    try (TcxLink link = attach(pass)) {
      link.pin(pin);
      link.detach();
      assertThat(link.info().interfaceGone()).isTrue();
      assertThat(programsAtHook()).isEmpty();
    }
  }

  @Test
  void theLastToAttachIsAtTheHead() {
    try (TcxLink first = attach(pass);
        TcxLink second = attach(other)) {
      assertThat(first.info().id()).isNotEqualTo(second.info().id());
      assertThat(programsAtHook()).containsExactly(other.id(), pass.id());
    }
  }

  @Test
  void anInterfaceThatThereIsNotIsToldSo() {
    assertThatThrownBy(() -> here.call(() -> TcxLink.attach(pass, 999, TcxDirection.INGRESS)))
        .hasMessageContaining("interface 999")
        .hasMessageContaining("no such interface");
  }

  @Test
  void aPinThatIsNoLinkIsRefused() {
    pass.pin(pin);
    assertThatThrownBy(() -> TcxLink.openPinned(pin)).hasMessageContaining("not a TCX link");
  }

  private TcxLink attach(BpfProgram program) {
    return here.call(() -> TcxLink.attach(program, ifindex, TcxDirection.INGRESS));
  }

  private java.util.List<Integer> programsAtHook() {
    return here.call(() -> TcxHook.programs(ifindex, TcxDirection.INGRESS));
  }
}
