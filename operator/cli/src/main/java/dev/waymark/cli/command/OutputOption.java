package dev.waymark.cli.command;

import dev.waymark.api.json.Json;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How to print. */
final class OutputOption {

  /** For people, or for programs. */
  enum Format {
    text,
    json
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text or json (default: ${DEFAULT-VALUE}).",
      defaultValue = "text")
  private Format format = Format.text;

  /** Prints one of the two; only that one is made. */
  void print(PrintWriter out, Supplier<String> text, Supplier<Object> value) {
    out.print(format == Format.json ? Json.pretty(value.get()) : text.get());
    out.flush();
  }
}
