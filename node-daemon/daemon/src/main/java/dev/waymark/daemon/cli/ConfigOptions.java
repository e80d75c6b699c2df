package dev.waymark.daemon.cli;

import dev.waymark.daemon.settings.NodeSettings;
import dev.waymark.daemon.settings.SettingsOverrides;
import dev.waymark.daemon.settings.SettingsReader;
import dev.waymark.daemon.settings.WrongSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings file, and what the command line says instead. */
final class ConfigOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The node's settings (default: ${DEFAULT-VALUE}).",
      defaultValue = "/etc/waymark/node.yaml")
  private Path config = Path.of("/etc/waymark/node.yaml");

  @Option(names = "--node", paramLabel = "NAME", description = "The node's name.")
  private @Nullable String node;

  @Option(
      names = "--repository",
      paramLabel = "URL-OR-PATH",
      description = "The Git repository to follow.")
  private @Nullable String repository;

  @Option(names = "--branch", paramLabel = "NAME", description = "The branch to follow.")
  private @Nullable String branch;

  @Option(names = "--pin-dir", paramLabel = "DIR", description = "Where BPF objects are pinned.")
  private @Nullable Path pin;

  @Option(names = "--state-dir", paramLabel = "DIR", description = "What must outlive a reboot.")
  private @Nullable Path state;

  @Option(names = "--run-dir", paramLabel = "DIR", description = "Lock and status.")
  private @Nullable Path run;

  NodeSettings read() throws WrongSettings {
    return SettingsReader.read(
        config, new SettingsOverrides(node, repository, branch, pin, state, run));
  }
}
