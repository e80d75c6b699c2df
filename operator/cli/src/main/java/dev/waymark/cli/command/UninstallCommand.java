package dev.waymark.cli.command;

import dev.waymark.cli.cluster.Cluster;
import dev.waymark.cli.uninstall.Cleanliness;
import dev.waymark.cli.uninstall.Removal;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kubectl waymark uninstall}. */
@Command(
    name = "uninstall",
    header = "Take all of it off every node, then delete the resources.",
    description =
        "Have every node let go of all that Waymark does there, then delete the resources that"
            + " declare it. What is left is the installation, which kubectl delete -k removes. May"
            + " be run again at any point. Exit code 1: something is still there.")
final class UninstallCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private NamespaceOption namespace = new NamespaceOption();

  @Option(names = "--yes", description = "Do not ask.")
  private boolean sure;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long to wait for nodes, and then for resources (default: 300).")
  private int timeout = 300;

  @Option(
      names = "--ignore",
      paramLabel = "NODE",
      description = "Do not wait for this node, for its machine is no more; may be repeated.")
  private Set<String> ignored = new TreeSet<>();

  @Option(
      names = "--keep-resources",
      description =
          "Stop when the nodes have let go; deleting the ConfigMap waymark-uninstall undoes it.")
  private boolean keep;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Duration patience = Duration.ofSeconds(timeout);
    try (Cluster asked = cluster.open()) {
      Removal removal =
          new Removal(
              asked,
              namespace.name(),
              line -> {
                out.println(line);
                out.flush();
              });
      if (!sure && !agreed(removal)) {
        return ExitCode.NOT_SO;
      }
      Cleanliness nodes = removal.clean(ignored, patience);
      if (!nodes.isClean()) {
        return unclean(nodes);
      }
      out.println("every node has let go");
      if (keep) {
        out.println(
            "to undo it: kubectl delete configmap -n %s waymark-uninstall"
                .formatted(namespace.name()));
        out.flush();
        return ExitCode.DONE;
      }
      List<CustomResource<?, ?>> left = removal.delete(patience);
      if (!left.isEmpty()) {
        return unreleased(left);
      }
      out.println("nothing of Waymark acts any more; what is left is the installation itself:");
      out.println("  kubectl delete -k manifests/base");
      out.flush();
      return ExitCode.DONE;
    }
  }

  // A checker believes that it is never null; where nothing is a terminal it was seen to be.
  @SuppressWarnings("SystemConsoleNull")
  private boolean agreed(Removal removal) {
    @Nullable Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new ParameterException(spec.commandLine(), "nobody is there to ask; say --yes");
    }
    List<CustomResource<?, ?>> resources = keep ? List.of() : removal.resources();
    PrintWriter out = spec.commandLine().getOut();
    out.println("These nodes will let go of all routes and rules that Waymark serves there:");
    out.println("  " + String.join(", ", removal.nodes()));
    if (!resources.isEmpty()) {
      out.println("Then these resources are deleted; who applies them from Git must stop before:");
      resources.forEach(
          one -> out.println("  %s %s".formatted(one.getKind(), one.getMetadata().getName())));
    }
    out.flush();
    return "y".equalsIgnoreCase(console.readLine("Go on? [y/N] "));
  }

  private int unclean(Cleanliness nodes) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("after %d s these nodes have not let go:".formatted(timeout));
    nodes.lines().forEach(line -> err.println("  " + line));
    err.println(
        "The wish stands: who comes back lets go. Where a daemon cannot, run there waymark-node"
            + " detach --stop; where there is no machine any more, go on with --ignore NODE.");
    return ExitCode.NOT_SO;
  }

  private int unreleased(List<CustomResource<?, ?>> left) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        "after %d s these are still there: %s"
            .formatted(
                timeout,
                left.stream()
                    .map(one -> one.getKind() + " " + one.getMetadata().getName())
                    .collect(Collectors.joining(", "))));
    err.println(
        "The operator releases them (finalizer waymark.dev/effects); see whether it runs, and run"
            + " this again.");
    return ExitCode.NOT_SO;
  }
}
