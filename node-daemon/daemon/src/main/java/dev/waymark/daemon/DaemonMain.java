package dev.waymark.daemon;

import dev.waymark.daemon.cli.WaymarkNode;

/** Where {@code waymark-node} begins. */
public final class DaemonMain {

  private DaemonMain() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(WaymarkNode.execute(arguments));
  }
}
