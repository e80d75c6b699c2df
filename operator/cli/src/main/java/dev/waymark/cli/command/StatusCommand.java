package dev.waymark.cli.command;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.RoutingPolicy;
import dev.waymark.api.v1alpha1.TrafficSteer;
import dev.waymark.cli.cluster.Cluster;
import dev.waymark.cli.cluster.ClusterException;
import dev.waymark.cli.cluster.ClusterSlices;
import dev.waymark.cli.standing.ClusterStanding;
import dev.waymark.cli.standing.ResourceLine;
import dev.waymark.cli.standing.ResourceName;
import dev.waymark.cli.standing.ResourceStory;
import dev.waymark.cli.standing.StandingText;
import dev.waymark.cli.standing.StandingView;
import dev.waymark.cli.standing.StoryText;
import dev.waymark.compiler.Compilation;
import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.slice.Digest;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kubectl waymark status}. */
@Command(
    name = "status",
    header = "What the nodes hold, and what became of the resources.",
    description =
        "Say what each node holds and what became of each resource; of one resource, how far it has"
            + " come on each node. Exit code 0: everything is ready; 1: not so.")
final class StatusCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private WideOutputOption output = new WideOutputOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "RESOURCE",
      description = "For instance edge, rtbl/edge, rpol/guests or tsteer/shop/web.")
  private @Nullable String name;

  @Option(
      names = "--protect",
      paramLabel = "CIDR",
      converter = PrefixText.class,
      description = "What the operator was told to protect; may be repeated.")
  private List<Prefix> shields = new ArrayList<>();

  @Override
  public Integer call() {
    try (Cluster asked = cluster.open()) {
      List<CustomResource<?, ResourceStatus>> resources = new ArrayList<>();
      resources.addAll(asked.list(RouteTable.class));
      resources.addAll(asked.list(RoutingPolicy.class));
      resources.addAll(asked.list(TrafficSteer.class));
      ClusterStanding standing =
          ClusterStanding.of(
              asked.nodes(),
              asked.nodeRoutings(),
              resources.stream().map(ResourceLine::of).toList());
      String wanted = name;
      return wanted == null ? all(standing) : some(asked, wanted, resources, standing);
    }
  }

  private int all(ClusterStanding standing) {
    output.print(
        spec.commandLine().getOut(),
        wide -> StandingText.of(standing, wide),
        () -> StandingView.of(standing));
    return standing.isReady() ? ExitCode.DONE : ExitCode.NOT_SO;
  }

  private int some(
      Cluster asked,
      String wanted,
      List<CustomResource<?, ResourceStatus>> resources,
      ClusterStanding standing) {
    ResourceName named = named(wanted);
    List<CustomResource<?, ResourceStatus>> found =
        resources.stream().filter(one -> named.matches(ResourceLine.owner(one))).toList();
    PrintWriter err = spec.commandLine().getErr();
    if (found.isEmpty()) {
      err.println("kubectl waymark: there is no resource " + wanted);
      return ExitCode.NOT_SO;
    }
    Compilation declared = Compiler.compile(asked.inputs(List.of()), asked.facts(shields));
    ClusterSlices slices = asked.slices();
    List<StandingView.StoryView> views = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean ready = true;
    for (CustomResource<?, ResourceStatus> one : found) {
      ResourceStory story =
          ResourceStory.of(
              ResourceLine.owner(one), declared, standing.nodes(), root -> state(slices, root));
      text.append(text.isEmpty() ? "" : "\n").append(StoryText.of(story, one.getStatus()));
      views.add(StandingView.StoryView.of(story, one.getStatus()));
      ready &= ResourceLine.of(one).isReady();
    }
    output.print(spec.commandLine().getOut(), _ -> text.toString(), () -> views);
    return ready ? ExitCode.DONE : ExitCode.NOT_SO;
  }

  private ResourceName named(String text) {
    try {
      return ResourceName.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** A root that cannot be read is said, and the rest is shown. */
  private Optional<DesiredState> state(ClusterSlices slices, Digest root) {
    try {
      return Optional.of(slices.state(root));
    } catch (ClusterException e) {
      spec.commandLine().getErr().println("note: " + e.getMessage());
      return Optional.empty();
    }
  }
}
