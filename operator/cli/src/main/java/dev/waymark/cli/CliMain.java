package dev.waymark.cli;

import dev.waymark.cli.command.KubectlWaymark;

/** Where {@code kubectl-waymark} begins. */
public final class CliMain {

  private CliMain() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(KubectlWaymark.execute(arguments));
  }
}
