package dev.waymark.cli.command;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.NetworkFormatException;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import dev.waymark.cli.cluster.Cluster;
import dev.waymark.cli.route.FoundRoute;
import dev.waymark.cli.route.RouteSearch;
import dev.waymark.cli.route.RouteText;
import dev.waymark.cli.route.RouteView;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.slice.Digest;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kubectl waymark route}. */
@Command(
    name = "route",
    header = "A node's declared routes, as ip route would show them.",
    description =
        "Show a node's declared routes as ip route would. For an address: those of the longest"
            + " prefix; for a prefix: it and what lies in it. Exit code 1: there are none.")
final class RouteCommand implements Callable<Integer> {

  /** Which of a node's roots. */
  enum Root {
    active,
    stable,
    wanted
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private OutputOption output = new OutputOption();

  @Parameters(index = "0", paramLabel = "NODE", description = "The node.")
  private String node = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PREFIX|ADDRESS",
      description = "What to look for (default: everything).")
  private @Nullable String destination;

  @Option(names = "--table", paramLabel = "N", description = "This table only.")
  private @Nullable Integer table;

  @Option(names = "--rules", description = "Show the rules instead, as ip rule would.")
  private boolean rules;

  @Option(
      names = "--root",
      paramLabel = "WHICH",
      description =
          "active: what packets see; stable: what is confirmed; wanted: what the node shall hold"
              + " (default: ${DEFAULT-VALUE}).",
      defaultValue = "active")
  private Root root = Root.active;

  @Override
  public Integer call() {
    try (Cluster asked = cluster.open()) {
      Optional<NodeRouting> routing = asked.nodeRouting(node);
      if (routing.isEmpty()) {
        return none("node %s has no NodeRouting; kubectl get noderoutings lists those that have");
      }
      String name = name(routing.get());
      if (name == null) {
        return none("node %s has not said yet what it holds; --root wanted shows what it shall");
      }
      DesiredState state = asked.slices().state(Digest.parse(name));
      if (rules) {
        spec.commandLine().getOut().print(RouteText.rules(state));
        spec.commandLine().getOut().flush();
        return state.rules().isEmpty() ? ExitCode.NOT_SO : ExitCode.DONE;
      }
      return routes(state);
    }
  }

  private int routes(DesiredState state) {
    RouteSearch search =
        new RouteSearch(state, table == null ? OptionalInt.empty() : OptionalInt.of(table));
    PrintWriter err = spec.commandLine().getErr();
    List<FoundRoute> found;
    String wanted = destination;
    if (wanted == null) {
      found = search.all();
    } else if (wanted.contains("/")) {
      found = search.within(prefix(wanted));
    } else {
      Address address = address(wanted);
      Optional<Prefix> shield = search.shield(address);
      if (shield.isPresent()) {
        err.println(
            "%s lies in %s, which is protected: the kernel's".formatted(wanted, shield.get()));
        return ExitCode.NOT_SO;
      }
      found = search.longest(address);
    }
    output.print(
        spec.commandLine().getOut(),
        () -> RouteText.of(found) + (wanted == null ? RouteText.mirrors(state) : ""),
        () -> found.stream().map(RouteView::of).toList());
    if (found.isEmpty()) {
      err.println("no declared route; the kernel's own routes decide");
      return ExitCode.NOT_SO;
    }
    return ExitCode.DONE;
  }

  private @Nullable String name(NodeRouting routing) {
    NodeRoutingStatus status = routing.getStatus();
    return switch (root) {
      case wanted -> routing.getSpec().root();
      case active -> status == null ? null : status.activeRoot();
      case stable -> status == null ? null : status.stableRoot();
    };
  }

  private int none(String sentence) {
    spec.commandLine().getErr().println("kubectl waymark: " + sentence.formatted(node));
    return ExitCode.NOT_SO;
  }

  private Prefix prefix(String text) {
    try {
      return Prefix.parse(text);
    } catch (NetworkFormatException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Address address(String text) {
    try {
      return Address.parse(text);
    } catch (NetworkFormatException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
