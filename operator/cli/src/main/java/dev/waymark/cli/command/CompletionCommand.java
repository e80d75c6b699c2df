package dev.waymark.cli.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kubectl waymark completion}. */
@Command(
    name = "completion",
    header = "A completion script for bash or zsh.",
    description =
        "Print a script that completes kubectl-waymark in a shell, for instance: source"
            + " <(kubectl waymark completion bash). For kubectl waymark, kubectl 1.26 and later"
            + " asks the program kubectl_complete-waymark by itself.")
final class CompletionCommand implements Callable<Integer> {

  /** The shells. */
  enum Shell {
    bash,
    zsh
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private Shell shell = Shell.bash;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (shell == Shell.zsh) {
      out.println("autoload -U +X bashcompinit && bashcompinit");
    }
    out.print(AutoComplete.bash("kubectl-waymark", KubectlWaymark.line()));
    out.flush();
    return ExitCode.DONE;
  }
}
