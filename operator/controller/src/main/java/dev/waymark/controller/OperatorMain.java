package dev.waymark.controller;

import dev.waymark.controller.cli.WaymarkOperator;

/** Where {@code waymark-operator} begins. */
public final class OperatorMain {

  private OperatorMain() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(WaymarkOperator.execute(arguments));
  }
}
