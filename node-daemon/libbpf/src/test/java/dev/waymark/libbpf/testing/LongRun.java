package dev.waymark.libbpf.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What the slow suites ({@code @Tag("long")}) share: how much they do, and where they say what they
 * saw.
 */
public final class LongRun {
  private static final Path RESULTS = Path.of("target", "test-long.txt");

  private LongRun() {}

  /** This many, or the part of it that {@code -Dwaymark.scale=0.01} asks for, to try a suite. */
  public static int scaled(int count) {
    double scale = Double.parseDouble(System.getProperty("waymark.scale", "1"));
    return (int) Math.max(1, Math.round(count * scale));
  }

  /** Adds a line to {@code target/test-long.txt}, which {@code make test-long} shows at its end. */
  public static void result(String suite, String seen) {
    String line = "%-32s %s%n".formatted(suite, seen);
    System.out.print(line);
    try {
      Files.createDirectories(RESULTS.getParent());
      Files.writeString(RESULTS, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + RESULTS, e);
    }
  }
}
