package dev.waymark.libbpf.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.testing.FdLeakExtension;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Links at TCX: several programs, the last to come is the first to be asked. */
@NeedsBpf
@ExtendWith(FdLeakExtension.class)
class TcxLinkTest implements LinkContract {
  private LinkFixture at;

  @BeforeEach
  void attachable() {
    at = new LinkFixture("tiny_pass", "tiny_other");
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    at.close();
  }

  @Override
  public LinkFixture at() {
    return at;
  }

  @Override
  public TcxLink attach(BpfProgram program, int ifindex) {
    return TcxLink.attach(program, ifindex, TcxDirection.INGRESS);
  }

  @Override
  public TcxLink open(Path pin) {
    return TcxLink.openPinned(pin);
  }

  @Override
  public List<Integer> programsAtHook() {
    return at.here().call(() -> TcxHook.programs(at.ifindex(), TcxDirection.INGRESS));
  }

  @Test
  void theDirectionIsTheOneThatWasAskedFor() {
    try (TcxLink link = at.here().call(() -> attach(at.pass(), at.ifindex()))) {
      assertThat(link.attachType()).isEqualTo(TcxDirection.INGRESS.attachType());
    }
  }

  @Test
  void theLastToAttachIsAtTheHead() {
    try (IngressLink first = attached(at.pass());
        IngressLink second = attached(at.other())) {
      assertThat(first.info().id()).isNotEqualTo(second.info().id());
      assertThat(programsAtHook()).containsExactly(at.other().id(), at.pass().id());
    }
  }
}
