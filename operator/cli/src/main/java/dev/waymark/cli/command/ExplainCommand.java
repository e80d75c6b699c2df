package dev.waymark.cli.command;

import dev.waymark.cli.cluster.Cluster;
import dev.waymark.cli.cluster.DaemonPod;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kubectl waymark explain}. */
@Command(
    name = "explain",
    header = "What a node's live program would do with a packet.",
    description =
        "Ask a node's daemon what its live program would do with a packet, and why. What stands"
            + " behind NODE is waymark-node explain's, and so are the answer and the exit code:"
            + " 0: Waymark says what becomes of the packet; 1: it does not claim it.")
final class ExplainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private NamespaceOption namespace = new NamespaceOption();

  @Parameters(index = "0", paramLabel = "NODE", description = "The node.")
  private String node = "";

  @Parameters(
      index = "1..*",
      paramLabel = "QUESTION",
      description =
          "For instance --from 10.1.1.2 --to 198.51.100.10 --in lan0 --proto tcp --dport 443 -o"
              + " json.")
  private List<String> question = new ArrayList<>();

  @Override
  public Integer call() {
    if (question.stream().anyMatch(word -> word.startsWith("--pcap"))) {
      throw new ParameterException(
          spec.commandLine(),
          "--pcap names a file of the node; ask there: waymark-node explain --pcap");
    }
    List<String> words = new ArrayList<>(List.of("explain"));
    words.addAll(question);
    // Kept until the end: what comes through the API server comes on the client's threads.
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    int code;
    try (Cluster asked = cluster.open()) {
      code = DaemonPod.on(asked, namespace.name(), node).run(words, said, complained);
    }
    print(spec.commandLine().getOut(), said);
    print(spec.commandLine().getErr(), complained);
    return code;
  }

  private static void print(PrintWriter to, ByteArrayOutputStream text) {
    to.print(text.toString(StandardCharsets.UTF_8));
    to.flush();
  }
}
