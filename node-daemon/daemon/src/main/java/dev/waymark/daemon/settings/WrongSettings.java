package dev.waymark.daemon.settings;

import java.util.List;

/** The settings cannot be used. One line a problem, each with file, line and column. */
public final class WrongSettings extends Exception {

  private final transient List<String> problems;

  WrongSettings(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** All problems, in the order of the file. */
  public List<String> problems() {
    return problems;
  }
}
