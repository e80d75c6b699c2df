package dev.waymark.cli.command;

import picocli.CommandLine.Option;

/** Where Waymark itself is installed. */
final class NamespaceOption {

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "Where Waymark itself runs (default: ${DEFAULT-VALUE}).",
      defaultValue = "waymark-system")
  private String namespace = "waymark-system";

  String name() {
    return namespace;
  }
}
