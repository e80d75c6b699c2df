package dev.waymark.daemon.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.testing.NeedsBpf;
import dev.waymark.libbpf.testing.TestNamespace;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of probe is answered by a peer that answers, and by nobody else. */
@NeedsBpf
class EveryProbeCanFailTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofMillis(200);

  /** Packets with this mark are answered "unreachable" by the asking node's own kernel. */
  private static final int NOWHERE = 0x4;

  private static TestNamespace node;
  private static TestNamespace peer;
  private static HttpServer http;

  @BeforeAll
  static void connect() throws Exception {
    node = TestNamespace.create("probe-n");
    peer = TestNamespace.create("probe-p");
    node.veth("eth0", peer, "eth0");
    node.ip("addr add 10.7.0.1/24 dev eth0");
    peer.ip("addr add 10.7.0.2/24 dev eth0");
    node.ip("-6 addr add fd07::1/64 dev eth0 nodad");
    peer.ip("-6 addr add fd07::2/64 dev eth0 nodad");
    node.ip("rule add fwmark 0x4 unreachable");
    node.ip("-6 rule add fwmark 0x4 unreachable");
    http = peer.call(() -> HttpServer.create(new InetSocketAddress("::", 80), 16));
    http.createContext(
        "/well",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    http.createContext(
        "/ill",
        exchange -> {
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    http.start();
  }

  @AfterAll
  static void disconnect() {
    http.stop(0);
    peer.close();
    node.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.7.0.2", "fd07::2"})
  void echo(String target) {
    assertThat(ask(new IcmpProbe(), target, 0, PATIENCE)).isEqualTo(ProbeAnswer.ANSWERED);
    fails(Errno.ETIMEDOUT, () -> ask(new IcmpProbe(), other(target), 0, SHORT));
  }

  @Test
  void echoWithoutTheRightToAPingSocket() {
    node.run("sysctl", "-qw", "net.ipv4.ping_group_range=1 0");

    echo("10.7.0.2");
    echo("fd07::2");

    node.run("sysctl", "-qw", "net.ipv4.ping_group_range=0 2147483647");
    echo("10.7.0.2");
    echo("fd07::2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.7.0.2", "fd07::2"})
  void connecting(String target) {
    assertThat(ask(new TcpProbe(80), target, 0, PATIENCE)).isEqualTo(ProbeAnswer.ANSWERED);
    fails(Errno.ECONNREFUSED, () -> ask(new TcpProbe(81), target, 0, PATIENCE));
    fails(Errno.ETIMEDOUT, () -> ask(new TcpProbe(80), other(target), 0, SHORT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.7.0.2", "fd07::2"})
  void getting(String target) {
    assertThat(ask(new HttpProbe(target, 80, "/well"), target, 0, PATIENCE))
        .isEqualTo(ProbeAnswer.ANSWERED);
    assertThat(ask(new HttpProbe(target, 80, "/ill"), target, 0, PATIENCE))
        .isEqualTo(new ProbeAnswer.Failed("status 503"));
    assertThat(ask(new HttpProbe(target, 80, "/gone"), target, 0, PATIENCE))
        .isEqualTo(new ProbeAnswer.Failed("status 404"));
    fails(Errno.ECONNREFUSED, () -> ask(new HttpProbe(target, 81, "/"), target, 0, PATIENCE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.7.0.2", "fd07::2"})
  void theMarkDecidesTheWay(String target) {
    for (Probe probe :
        new Probe[] {new IcmpProbe(), new TcpProbe(80), new HttpProbe(target, 80, "/well")}) {
      assertThatThrownBy(() -> ask(probe, target, NOWHERE, PATIENCE))
          .as(probe.toString())
          .isInstanceOf(NativeException.class)
          .hasMessageContaining("UNREACH");
    }
  }

  private static ProbeAnswer ask(Probe probe, String target, int mark, Duration patience) {
    return node.call(() -> probe.ask(InetAddress.getByName(target), mark, patience));
  }

  /** An address on the same link that nobody has. */
  private static String other(String target) {
    return target.substring(0, target.length() - 1) + "9";
  }

  private static void fails(Errno with, ThrowingCallable asking) {
    assertThatThrownBy(asking)
        .isInstanceOfSatisfying(
            NativeException.class, failed -> assertThat(failed.errnoName()).isEqualTo(with.name()));
  }
}
