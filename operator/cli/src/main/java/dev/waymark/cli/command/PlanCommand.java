package dev.waymark.cli.command;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.cli.cluster.Cluster;
import dev.waymark.cli.plan.NodesFile;
import dev.waymark.cli.plan.Plan;
import dev.waymark.cli.plan.PlanText;
import dev.waymark.cli.plan.PlanView;
import dev.waymark.cli.plan.Planning;
import dev.waymark.cli.plan.Planning.Candidate;
import dev.waymark.compiler.Facts;
import dev.waymark.compiler.Inputs;
import dev.waymark.repository.LocalRepository;
import dev.waymark.repository.LocalRepository.Revision;
import dev.waymark.repository.Manifests;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kubectl waymark plan}. */
@Command(
    name = "plan",
    header = "What a change in Git would do, and the roots that it leads to.",
    description =
        "Say what a change in Git would do to each node, and the root that the cluster will report."
            + " Exit code 0: nothing changes; 1: something does; 2: a revision holds what would be"
            + " refused. Nothing is applied.")
final class PlanCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private OutputOption output = new OutputOption();

  @Option(
      names = "--from",
      paramLabel = "REV",
      required = true,
      description = "The revision before: a branch, tag or commit.")
  private String from = "";

  @Option(
      names = "--to",
      paramLabel = "REV",
      description = "The revision after (default: ${DEFAULT-VALUE}).",
      defaultValue = "HEAD")
  private String to = "HEAD";

  @Option(
      names = "--repo",
      paramLabel = "DIR",
      description = "The Git repository (default: the one around the current folder).",
      defaultValue = ".")
  private Path repository = Path.of(".");

  @Option(
      names = "--path",
      paramLabel = "DIR",
      description = "The folder of the repository with the manifests (default: the whole).",
      defaultValue = ".")
  private String path = ".";

  @Option(
      names = "--nodes",
      paramLabel = "FILE",
      description =
          "Ask no cluster: the nodes are in this file, as - {name: n1, labels: {site: north}} or as"
              + " kubectl get nodes -o yaml prints them.")
  private @Nullable Path nodes;

  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "Show this node only; may be repeated.")
  private List<String> shown = new ArrayList<>();

  @Option(
      names = "--protect",
      paramLabel = "CIDR",
      converter = PrefixText.class,
      description = "What the operator was told to protect; may be repeated.")
  private List<Prefix> shields = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    Candidate before;
    Candidate after;
    try (LocalRepository git = LocalRepository.open(repository)) {
      before = candidate(git.read(from, path));
      after = candidate(git.read(to, path));
    } catch (IOException e) {
      throw wrong(e);
    }
    PrintWriter err = spec.commandLine().getErr();
    return switch (planning(before, after).between(before, after)) {
      case Planning.Outcome.Planned(Plan plan) -> {
        plan.notes().forEach(note -> err.println("note: " + note));
        Plan wanted = shown.isEmpty() ? plan : plan.of(known(plan));
        output.print(
            spec.commandLine().getOut(), () -> PlanText.of(wanted), () -> PlanView.of(wanted));
        yield wanted.changed() ? ExitCode.NOT_SO : ExitCode.DONE;
      }
      case Planning.Outcome.Refused(String revision, List<String> errors) -> {
        errors.forEach(err::println);
        err.println("kubectl waymark: revision %s would be refused".formatted(revision));
        yield ExitCode.USAGE;
      }
    };
  }

  private static Candidate candidate(Revision revision) {
    return new Candidate(
        new Plan.Side(revision.revision(), revision.commit()), Manifests.read(revision.files()));
  }

  private Planning planning(Candidate before, Candidate after) throws IOException {
    Path file = nodes;
    if (file != null) {
      return new Planning(facts(file), Inputs.NONE);
    }
    List<RouteTable> declared =
        Stream.of(before, after)
            .flatMap(one -> one.manifests().inputs().routeTables().stream())
            .toList();
    try (Cluster asked = cluster.open()) {
      Facts facts = asked.facts(shields);
      return new Planning(facts, asked.inputs(declared));
    }
  }

  private Facts facts(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ParameterException(spec.commandLine(), "there is no file " + file, e);
    }
    try {
      return NodesFile.read(file.toString(), text, shields);
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
  }

  private ParameterException wrong(Exception cause) {
    return new ParameterException(spec.commandLine(), String.valueOf(cause.getMessage()), cause);
  }

  private Set<String> known(Plan plan) {
    Set<String> all = new TreeSet<>();
    plan.classes().forEach(one -> all.addAll(one.nodes()));
    for (String name : shown) {
      if (!all.contains(name)) {
        throw new ParameterException(
            spec.commandLine(), "there is no node %s; there are %s".formatted(name, all));
      }
    }
    return Set.copyOf(shown);
  }
}
