package dev.waymark.cli.command;

import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.RoutingPolicy;
import dev.waymark.api.v1alpha1.TrafficSteer;
import dev.waymark.cli.cluster.Cluster;
import dev.waymark.cli.cluster.ClusterException;
import dev.waymark.cli.complete.Completion;
import dev.waymark.cli.complete.Completion.Candidates;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code kubectl-waymark __complete}, which the program {@code kubectl_complete-waymark} runs for
 * kubectl: one candidate a line, then a directive as Cobra's completions have it.
 */
@Command(name = "__complete", hidden = true, description = "Completes a command line.")
final class CompleteCommand implements Callable<Integer> {

  /** The shell adds names of files. */
  private static final int FILES = 0;

  /** The shell adds nothing. */
  private static final int NO_FILES = 4;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..*", paramLabel = "WORD")
  private List<String> words = new ArrayList<>();

  @Override
  public Integer call() {
    Candidates found =
        new Completion(
                spec.root(),
                () -> asked(all -> all.nodes().stream().map(one -> one.getMetadata().getName())),
                () -> asked(CompleteCommand::resources))
            .of(words);
    PrintWriter out = spec.commandLine().getOut();
    found.words().forEach(out::println);
    out.println(":" + (found.files() ? FILES : NO_FILES));
    out.flush();
    return ExitCode.DONE;
  }

  private static Stream<String> resources(Cluster cluster) {
    return Stream.of(RouteTable.class, RoutingPolicy.class, TrafficSteer.class)
        .flatMap(kind -> cluster.list(kind).stream())
        .map(one -> one.getMetadata().getName());
  }

  /** A cluster that does not answer has no candidates, and a prompt is no place to say so. */
  private static Collection<String> asked(Function<Cluster, Stream<String>> question) {
    try (Cluster cluster = Cluster.of(null, null)) {
      return question.apply(cluster).distinct().sorted().toList();
    } catch (ClusterException e) {
      return List.of();
    }
  }
}
