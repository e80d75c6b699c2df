package dev.waymark.daemon.cli;

import dev.waymark.daemon.converge.Detachment;
import dev.waymark.daemon.converge.RunLock;
import dev.waymark.daemon.settings.NodeSettings;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code waymark-node detach}. */
@Command(
    name = "detach",
    description =
        "Remove everything of Waymark's from this node: the host is left as it was found.")
final class DetachCommand implements Callable<Integer> {

  private static final int PATIENCE_SECONDS = 10;

  @Mixin private ConfigOptions config = new ConfigOptions();

  @Option(names = "--stop", description = "End the daemon first, if it runs.")
  private boolean stop;

  @Override
  public Integer call() throws Exception {
    NodeSettings settings = config.read();
    Path run = settings.directories().run();
    Optional<String> holder = RunLock.holder(run);
    if (holder.isPresent() && stop) {
      end(holder.get());
    }
    return switch (RunLock.take(run)) {
      case RunLock.Attempt.Held(String running) -> {
        System.err.printf(
            "waymark-node: the daemon runs (process %s) and would put everything back; end it"
                + " first, or say --stop%n",
            running);
        yield ExitCode.REFUSED;
      }
      case RunLock.Attempt.Taken(RunLock lock) -> {
        try (lock) {
          detach(settings);
          lock.delete();
        }
        removeIfEmpty(run);
        yield ExitCode.DONE;
      }
    };
  }

  private static void detach(NodeSettings settings) throws IOException {
    Detachment.Removed removed = new Detachment(settings).run();
    System.out.printf(
        "removed: %d link(s), %d kernel route(s) and rule(s), %d pinned map(s) and program(s)%n",
        removed.links(), removed.kernelObjects(), removed.pins());
  }

  private static void removeIfEmpty(Path run) throws IOException {
    try {
      Files.delete(run);
    } catch (DirectoryNotEmptyException kept) {
      // Somebody else keeps something in it.
    }
  }

  private static void end(String process) throws InterruptedException, ExecutionException {
    Optional<ProcessHandle> daemon = ProcessHandle.of(Long.parseLong(process));
    if (daemon.isEmpty() || !daemon.get().destroy()) {
      return;
    }
    try {
      daemon.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException stillThere) {
      // The lock tells, and the message names the process.
    }
  }
}
