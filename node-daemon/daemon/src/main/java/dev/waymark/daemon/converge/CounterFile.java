package dev.waymark.daemon.converge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.waymark.dataplane.counters.CounterIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which counter counts what, kept over restarts: lines of {@code index name}. */
final class CounterFile {

  private static final Logger LOG = LoggerFactory.getLogger(CounterFile.class);

  private final Path file;
  private Map<String, Integer> saved = Map.of();

  CounterFile(Path state) {
    file = state.resolve("counters");
  }

  /**
   * Gives names the indices that they had. A file that cannot be read costs counts, not packets.
   */
  void restore(CounterIds ids) {
    Map<String, Integer> known = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        int space = line.indexOf(' ');
        known.put(line.substring(space + 1), Integer.parseInt(line.substring(0, space)));
      }
      ids.restore(known);
      saved = known;
    } catch (NoSuchFileException absent) {
      // The first run.
    } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
      LOG.warn("counters begin anew: {} cannot be used: {}", file, e.getMessage());
    }
  }

  /** Writes what changed since it was written last. */
  void save(CounterIds ids) throws IOException {
    Map<String, Integer> now = ids.snapshot();
    if (now.equals(saved)) {
      return;
    }
    StringBuilder text = new StringBuilder();
    now.forEach((name, id) -> text.append(id).append(' ').append(name).append('\n'));
    Path aside = file.resolveSibling(".counters.new");
    Files.write(aside, text.toString().getBytes(UTF_8));
    Files.move(aside, file, ATOMIC_MOVE);
    saved = now;
  }
}
