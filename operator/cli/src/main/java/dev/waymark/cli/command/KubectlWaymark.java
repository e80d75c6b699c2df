package dev.waymark.cli.command;

import dev.waymark.cli.cluster.ClusterException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kubectl waymark}: the commands, and how they fail. */
@Command(
    name = "kubectl waymark",
    description = "Routing tables for Linux nodes, declared in Git, enforced in eBPF.",
    mixinStandardHelpOptions = true,
    version = "kubectl-waymark 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      StatusCommand.class,
      PlanCommand.class,
      RouteCommand.class,
      ExplainCommand.class,
      UninstallCommand.class,
      CompletionCommand.class,
      CompleteCommand.class
    })
public final class KubectlWaymark implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs a command line on the process's output; returns its exit code. */
  public static int execute(String... arguments) {
    return line().execute(arguments);
  }

  /** Runs a command line; returns its exit code. */
  public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    return line().setOut(out).setErr(err).execute(arguments);
  }

  static CommandLine line() {
    CommandLine line = new CommandLine(new KubectlWaymark());
    // What follows the node, or is to be completed, is somebody else's.
    line.getSubcommands()
        .forEach((name, command) -> {
          command.setStopAtPositional(name.equals("explain") || name.equals("__complete"));
          command.setUnmatchedOptionsArePositionalParams(name.equals("__complete"));
        });
    return line.setExecutionExceptionHandler((failure, command, _) -> told(failure, command))
        .setParameterExceptionHandler((wrong, _) -> misused(wrong))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a command: " + String.join(", ", spec.subcommands().keySet()));
  }

  private static int misused(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    command.getErr().println("kubectl waymark: " + wrong.getMessage());
    if (wrong.getCause() == null) {
      command.getErr().println("See " + command.getCommandSpec().qualifiedName(" ") + " --help.");
    }
    return ExitCode.USAGE;
  }

  /**
   * A sentence for what the user can mend; the rest is a bug, and its trace belongs in a report.
   */
  private static int told(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    err.println("kubectl waymark: " + failure.getMessage());
    if (!(failure instanceof ClusterException
        || failure instanceof IOException
        || failure instanceof UncheckedIOException)) {
      err.println("kubectl waymark: this is a bug; what follows belongs in its report");
      failure.printStackTrace(err);
    }
    return ExitCode.REFUSED;
  }
}
