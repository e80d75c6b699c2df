package dev.waymark.controller.cli;

import dev.waymark.controller.publish.ApiRefusal;
import dev.waymark.controller.replica.BuildInfo;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark-operator}: its command, and how it fails. */
@Command(
    name = "waymark-operator",
    description = "Compiles RouteTables and RoutingPolicies, and publishes to each node its own.",
    mixinStandardHelpOptions = true,
    version = "waymark-operator " + BuildInfo.VERSION,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = RunCommand.class)
public final class WaymarkOperator implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs a command line; returns its exit code. */
  public static int execute(String... arguments) {
    CommandLine line = new CommandLine(new WaymarkOperator());
    line.setExecutionExceptionHandler((failure, command, parsed) -> told(failure, command));
    line.setExitCodeExceptionMapper(failure -> ExitCode.USAGE);
    return line.execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name the command: run");
  }

  /** A sentence for what the administrator can mend; the rest is a bug, and says where. */
  private static int told(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof OperatorException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    err.println(
        "waymark-operator: "
            + (cause instanceof KubernetesClientException refusal
                ? ApiRefusal.sentence(refusal)
                : cause.getMessage()));
    boolean outside =
        cause instanceof KubernetesClientException
            || cause instanceof OperatorException
            || cause instanceof IOException;
    if (!outside) {
      err.println("waymark-operator: this is a bug; what follows belongs in its report");
      failure.printStackTrace(err);
    }
    return ExitCode.REFUSED;
  }
}
