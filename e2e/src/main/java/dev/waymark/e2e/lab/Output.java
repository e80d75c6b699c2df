package dev.waymark.e2e.lab;

import java.util.List;

/** What a finished command left: its exit code and what it wrote. */
public record Output(Command command, int exit, String out, String err) {

  /** Whether the command says that it did what was asked. */
  public boolean succeeded() {
    return exit == 0;
  }

  /** The lines of standard output, without empty ones. */
  public List<String> lines() {
    return out.lines().filter(line -> !line.isBlank()).toList();
  }

  /** Both streams, as a terminal would show them. */
  public String text() {
    return (out + err).strip();
  }

  /**
   * This output, if the command succeeded.
   *
   * @throws CommandFailed otherwise, with the command line and all that it wrote
   */
  public Output orFail() {
    if (!succeeded()) {
      throw new CommandFailed(command + " ended with " + exit + ": " + text());
    }
    return this;
  }
}
