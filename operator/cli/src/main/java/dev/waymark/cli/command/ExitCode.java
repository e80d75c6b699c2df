package dev.waymark.cli.command;

/** What a command's end means to a script. */
public final class ExitCode {

  /** Done; for {@code plan}: nothing changes. */
  public static final int DONE = 0;

  /** The thing asked for is not so: not ready, no route; for {@code plan}: something changes. */
  public static final int NOT_SO = 1;

  /** Wrong usage or input. */
  public static final int USAGE = 2;

  /** The cluster or the repository cannot be asked, or refuses. */
  public static final int REFUSED = 3;

  private ExitCode() {}
}
