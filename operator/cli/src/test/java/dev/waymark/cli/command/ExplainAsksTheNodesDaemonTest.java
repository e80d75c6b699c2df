package dev.waymark.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.cli.fixture.PodWithADaemon;
import dev.waymark.cli.fixture.Said;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainAsksTheNodesDaemonTest {

  private static final String ANSWER =
      """
      packet    10.1.1.2 > 198.51.100.10, TCP 40000 > 443
      table 254 198.51.100.0/24 via 10.0.1.2  # RouteTable edge
      """
          .repeat(5);

  @TempDir private Path folder = Path.of(".");

  @Test
  void theQuestionGoesAsItIsAndTheAnswerComesAsItIs() {
    try (var pod = PodWithADaemon.saying(ANSWER, "", 0)) {
      Said said =
          Said.by(
              "explain",
              "--kubeconfig",
              pod.kubeconfig(folder).toString(),
              "n1",
              "--from",
              "10.1.1.2",
              "--to",
              "198.51.100.10",
              "--proto",
              "tcp",
              "-o",
              "text");
      assertThat(said).isEqualTo(new Said(0, ANSWER, ""));
      assertThat(pod.command())
          .containsExactly(
              "waymark-node",
              "explain",
              "--from",
              "10.1.1.2",
              "--to",
              "198.51.100.10",
              "--proto",
              "tcp",
              "-o",
              "text");
    }
  }

  @Test
  void itsExitCodeIsTheDaemons() {
    try (var pod = PodWithADaemon.saying("", "no table claims it\n", 1)) {
      Said said =
          Said.by(
              "explain",
              "--kubeconfig",
              pod.kubeconfig(folder).toString(),
              "n1",
              "--from",
              "10.1.1.2",
              "--to",
              "8.8.8.8");
      assertThat(said).isEqualTo(new Said(1, "", "no table claims it\n"));
    }
  }

  @Test
  void aNodeWithoutADaemonIsNamed() {
    try (var pod = PodWithADaemon.saying("", "", 0)) {
      Said said =
          Said.by(
              "explain", "--kubeconfig", pod.kubeconfig(folder).toString(), "n2", "--from", "x");
      assertThat(said.code()).isEqualTo(3);
      assertThat(said.err())
          .isEqualTo(
              "kubectl waymark: no waymark-node pod runs on node n2 in namespace waymark-system;"
                  + " run waymark-node on the node itself\n");
      assertThat(pod.command()).isEmpty();
    }
  }

  @Test
  void aCaptureIsAFileOfTheNode() {
    Said said = Said.by("explain", "n1", "--pcap", "x.pcap");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("--pcap names a file of the node");
  }
}
