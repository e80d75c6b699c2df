package dev.waymark.libbpf.netns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.netlink.Link;
import dev.waymark.libbpf.netlink.NetlinkSocket;
import dev.waymark.libbpf.testing.FdLeakExtension;
import dev.waymark.libbpf.testing.NeedsBpf;
import dev.waymark.libbpf.testing.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@NeedsBpf
@ExtendWith(FdLeakExtension.class)
class NetworkNamespaceTest {
  private static final Path OWN = Path.of("/proc/thread-self/ns/net");

  @Test
  void onlyTheNamespacesThreadMoves() throws Exception {
    Path before = Files.readSymbolicLink(OWN);
    try (NetworkNamespace made = NetworkNamespace.createUnnamed("test")) {
      Path inside = made.call(() -> Files.readSymbolicLink(OWN));
      assertThat(inside).isNotEqualTo(before);
      assertThat(made.call(() -> Files.readSymbolicLink(OWN))).isEqualTo(inside);
      assertThat(Files.readSymbolicLink(OWN)).isEqualTo(before);
    }
  }

  @Test
  void aNamedNamespaceIsEnteredByItsPath() throws Exception {
    try (TestNamespace named = TestNamespace.create("netns");
        NetworkNamespace again = NetworkNamespace.open(named.path())) {
      assertThat(again.call(() -> Files.readSymbolicLink(OWN)))
          .isEqualTo(named.call(() -> Files.readSymbolicLink(OWN)));
    }
  }

  @Test
  void aSocketOpenedInsideShowsTheInsideFromAnyThread() {
    try (TestNamespace named = TestNamespace.create("netns")) {
      named.ip("link add east type veth peer name west");
      try (NetlinkSocket netlink = named.call(NetlinkSocket::open)) {
        assertThat(netlink.links()).extracting(Link::name).contains("east", "west");
      }
    }
  }

  @Test
  void callsMayNest() throws Exception {
    try (NetworkNamespace made = NetworkNamespace.createUnnamed("test")) {
      assertThat(made.<Integer>call(() -> made.call(() -> 7))).isEqualTo(7);
    }
  }

  @Test
  void whatTheWorkThrowsComesBack() {
    try (NetworkNamespace made = NetworkNamespace.createUnnamed("test")) {
      assertThatThrownBy(() ->
              made.call(() -> {
                throw new IOException("inside");
              }))
          .isInstanceOf(IOException.class)
          .hasMessage("inside");
    }
  }

  @Test
  void aPathThatIsNotThereIsToldSo() {
    assertThatThrownBy(() -> NetworkNamespace.open(Path.of("/run/netns/wm-absent")))
        .isInstanceOf(NativeException.class)
        .hasMessageStartingWith("open /run/netns/wm-absent: ENOENT");
  }

  @Test
  void aClosedNamespaceIsNotUsed() {
    NetworkNamespace made = NetworkNamespace.createUnnamed("test");
    made.close();
    made.close();
    assertThatThrownBy(() -> made.run(() -> {})).hasMessageContaining("used after close");
  }
}
