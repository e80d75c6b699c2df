package dev.waymark.cli;

import dev.waymark.cli.command.KubectlWaymark;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs several commands in one process, silently: what they load goes into the class cache with
 * which {@code kubectl-waymark} starts. Used by {@code make install-cli}.
 */
public final class CliTraining {

  private static final String NEXT = "--";

  private CliTraining() {}

  /** Command lines, each but the last followed by {@code --}. What they answer does not matter. */
  public static void main(String[] arguments) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    List<String> line = new ArrayList<>();
    for (String word : arguments) {
      if (word.equals(NEXT)) {
        KubectlWaymark.execute(nowhere, nowhere, line.toArray(String[]::new));
        line.clear();
      } else {
        line.add(word);
      }
    }
    KubectlWaymark.execute(nowhere, nowhere, line.toArray(String[]::new));
  }
}
