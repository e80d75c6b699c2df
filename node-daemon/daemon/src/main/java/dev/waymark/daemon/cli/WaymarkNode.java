package dev.waymark.daemon.cli;

import dev.waymark.daemon.report.BuildInfo;
import dev.waymark.daemon.settings.WrongSettings;
import dev.waymark.libbpf.NativeException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark-node}: the commands, and how they fail. */
@Command(
    name = "waymark-node",
    description = "Routing tables for this node, declared in Git, enforced in eBPF.",
    mixinStandardHelpOptions = true,
    version = "waymark-node " + BuildInfo.VERSION,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      StatusCommand.class,
      ExplainCommand.class,
      EventsCommand.class,
      DetachCommand.class
    })
public final class WaymarkNode implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs a command line; returns its exit code. */
  public static int execute(String... arguments) {
    CommandLine line = new CommandLine(new WaymarkNode());
    line.setExecutionExceptionHandler((failure, command, parsed) -> told(failure, command));
    line.setExitCodeExceptionMapper(failure -> ExitCode.USAGE);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line.execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a command: run, status, explain, events or detach");
  }

  /**
   * A sentence for what the user can mend; the rest is a bug, and the trace belongs in its report.
   */
  private static int told(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    if (failure instanceof WrongSettings wrong) {
      wrong.problems().forEach(err::println);
      return ExitCode.USAGE;
    }
    boolean refused =
        failure instanceof NativeException
            || failure instanceof UncheckedIOException
            || failure instanceof IOException
            || failure instanceof IllegalStateException;
    err.println("waymark-node: " + failure.getMessage());
    if (!refused) {
      err.println("waymark-node: this is a bug; what follows belongs in its report");
      failure.printStackTrace(err);
    }
    return ExitCode.REFUSED;
  }
}
