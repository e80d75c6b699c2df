package dev.waymark.daemon.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.waymark.api.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The newest report in the run directory: whole or absent, for whoever asks. */
public final class StatusFile {

  private static final String FILE = "status.json";

  private final Path file;

  /**
   * The file of one daemon.
   *
   * @param run the run directory
   */
  public StatusFile(Path run) {
    file = run.resolve(FILE);
  }

  /** Replaces the report. */
  public void write(NodeReport report) throws IOException {
    Path aside = file.resolveSibling("." + FILE + ".new");
    Files.write(aside, Json.pretty(report).getBytes(UTF_8));
    Files.move(aside, file, ATOMIC_MOVE);
  }

  /** The report last written; empty if none was. */
  public Optional<NodeReport> read() throws IOException {
    try {
      return Optional.of(Json.mapper().readValue(Files.readAllBytes(file), NodeReport.class));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  /** Removes the report, if there is one. */
  public void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
