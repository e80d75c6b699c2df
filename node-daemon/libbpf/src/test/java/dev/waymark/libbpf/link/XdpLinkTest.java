package dev.waymark.libbpf.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** Links at XDP: one program, in the driver or not at all. */
@NeedsBpf
@ExtendWith(FdLeakExtension.class)
class XdpLinkTest implements LinkContract {
  private static final int LOOPBACK = 1;

  private LinkFixture at;

  @BeforeEach
  void attachable() {
    at = new LinkFixture("tiny_early_pass", "tiny_early_other");
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
  public XdpLink attach(BpfProgram program, int ifindex) {
    return XdpLink.attach(program, ifindex);
  }

  @Override
  public XdpLink open(Path pin) {
    return XdpLink.openPinned(pin);
  }

  @Override
  public List<Integer> programsAtHook() {
    int program = at.here().call(() -> XdpHook.program(at.ifindex()));
    return program == 0 ? List.of() : List.of(program);
  }

  @Test
  void aSecondOneIsRefusedAndTheFirstStays() {
    try (IngressLink first = attached(at.pass())) {
      assertThatThrownBy(() -> attached(at.other()))
          .hasMessageContaining("EBUSY")
          .hasMessageContaining("another XDP program is attached there");
      assertThat(programsAtHook()).containsExactly(first.info().programId());
    }
  }

  @Test
  void aDriverWithoutXdpIsToldSoInsteadOfTheSlowerPlace() {
    assertThatThrownBy(() -> at.here().call(() -> attach(at.pass(), LOOPBACK)))
        .hasMessageContaining("the interface's driver has no XDP");
  }
}
