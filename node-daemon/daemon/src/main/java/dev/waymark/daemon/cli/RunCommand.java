package dev.waymark.daemon.cli;

import dev.waymark.daemon.converge.Daemon;
import dev.waymark.daemon.converge.RunLock;
import dev.waymark.daemon.converge.StepListener;
import dev.waymark.daemon.settings.NodeSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code waymark-node run}. */
@Command(
    name = "run",
    description = "Follow the source and keep this node as it says, until ended. SIGHUP: look now.")
final class RunCommand implements Callable<Integer> {

  @Mixin private ConfigOptions config = new ConfigOptions();

  @Override
  public Integer call() throws Exception {
    NodeSettings settings = config.read();
    return switch (RunLock.take(settings.directories().run())) {
      case RunLock.Attempt.Held(String holder) -> {
        System.err.printf(
            "waymark-node: another daemon runs on %s (process %s); end it first, or give this one"
                + " directories of its own%n",
            settings.directories().run(), holder);
        yield ExitCode.REFUSED;
      }
      case RunLock.Attempt.Taken(RunLock lock) -> {
        try (lock) {
          new Daemon(settings, StepListener.NONE).run();
        }
        yield ExitCode.DONE;
      }
    };
  }
}
