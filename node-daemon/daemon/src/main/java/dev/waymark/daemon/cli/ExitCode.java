package dev.waymark.daemon.cli;

/** What a command's end means to a script. */
public final class ExitCode {

  /** Done. */
  public static final int DONE = 0;

  /** The thing asked for is not so: not ready, no route. */
  public static final int NOT_SO = 1;

  /** Wrong usage or input. */
  public static final int USAGE = 2;

  /** The system refuses: no BPF, no rights, another daemon. */
  public static final int REFUSED = 3;

  private ExitCode() {}
}
