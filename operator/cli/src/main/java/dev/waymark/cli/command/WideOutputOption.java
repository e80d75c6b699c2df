package dev.waymark.cli.command;

import dev.waymark.api.json.Json;
import java.io.PrintWriter;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How to print what may have more columns. */
final class WideOutputOption {

  /** For people, for people with wide screens, or for programs. */
  enum Format {
    text,
    wide,
    json
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text, wide or json (default: ${DEFAULT-VALUE}).",
      defaultValue = "text")
  private Format format = Format.text;

  /** Prints one of the three; only that one is made. */
  void print(PrintWriter out, Function<Boolean, String> text, Supplier<Object> value) {
    out.print(format == Format.json ? Json.pretty(value.get()) : text.apply(format == Format.wide));
    out.flush();
  }
}
