package dev.waymark.e2e.lab.node;

import dev.waymark.e2e.lab.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How {@code waymark-node} is called: the installed program below the directory that the system
 * property {@code waymark.home} or the variable {@code WAYMARK_HOME} names; without one, its main
 * class on our own class path, so that tests need no installation.
 */
public final class Launcher {
  private static final String MAIN = "dev.waymark.daemon.DaemonMain";

  private Launcher() {}

  /**
   * The command line.
   *
   * @param version directory with classes that stand before ours; null: ours
   */
  public static Command waymarkNode(@Nullable Path version, String... arguments) {
    var words = new ArrayList<String>();
    String home = System.getProperty("waymark.home", System.getenv("WAYMARK_HOME"));
    if (home != null && !home.isBlank() && version == null) {
      Path program = Path.of(home, "bin", "waymark-node");
      if (!Files.isExecutable(program)) {
        throw new IllegalStateException(
            "there is no " + program + "; install it with: make install PREFIX=" + home);
      }
      words.add(program.toString());
    } else {
      return java(classPath(version), MAIN, arguments);
    }
    words.addAll(List.of(arguments));
    return Command.of(words);
  }

  /** Another program on our own class path. */
  public static Command onClassPath(String main, String... arguments) {
    return java(classPath(null), main, arguments);
  }

  private static Command java(String classPath, String main, String... arguments) {
    var words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                main));
    words.addAll(List.of(arguments));
    return Command.of(words);
  }

  private static String classPath(@Nullable Path version) {
    String ours = System.getProperty("java.class.path");
    return version == null ? ours : version + ":" + ours;
  }
}
