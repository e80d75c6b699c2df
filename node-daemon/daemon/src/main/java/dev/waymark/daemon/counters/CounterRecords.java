package dev.waymark.daemon.counters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.waymark.compiler.model.Owner;
import dev.waymark.dataplane.counters.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the file {@code counters} of the state directory says: a value, whole.
 *
 * <pre>
 *   17 rule guests/first                       an index, and the name that it counts
 *   past 120 9000 RouteTable edge              packets and bytes of counters that are given up
 * </pre>
 *
 * @param names by index
 * @param past what a resource's former counters counted, by resource
 */
public record CounterRecords(Map<Integer, CounterName> names, Map<Owner, Count> past) {

  /** Nothing is counted yet. */
  public static final CounterRecords NONE = new CounterRecords(Map.of(), Map.of());

  private static final String PAST = "past";
  private static final String FILE = "counters";

  public CounterRecords {
    names = Map.copyOf(names);
    past = Map.copyOf(past);
  }

  /**
   * Reads the file below a state directory; one that is absent says nothing.
   *
   * @throws IOException if it is there and cannot be understood
   */
  public static CounterRecords read(Path state) throws IOException {
    Map<Integer, CounterName> names = new TreeMap<>();
    Map<Owner, Count> past = new TreeMap<>();
    Path file = state.resolve(FILE);
    try {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" ", 4);
        if (words[0].equals(PAST)) {
          CounterName resource = CounterName.parse("resource " + words[3]);
          past.put(
              java.util.Objects.requireNonNull(resource.resource()),
              new Count(Long.parseLong(words[1]), Long.parseLong(words[2])));
        } else {
          int space = line.indexOf(' ');
          names.put(
              Integer.parseInt(line.substring(0, space)),
              CounterName.parse(line.substring(space + 1)));
        }
      }
    } catch (NoSuchFileException absent) {
      return NONE;
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IOException("%s cannot be used: %s".formatted(file, e.getMessage()), e);
    }
    return new CounterRecords(names, past);
  }

  /** Replaces the file: a reader sees the old or the new one. */
  void write(Path state) throws IOException {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(names)
        .forEach((index, name) -> text.append(index).append(' ').append(name.text()).append('\n'));
    new TreeMap<>(past)
        .forEach((owner, count) ->
            text.append("%s %d %d %s\n".formatted(PAST, count.packets(), count.bytes(), owner)));
    Path aside = state.resolve("." + FILE + ".new");
    Files.write(aside, text.toString().getBytes(UTF_8));
    Files.move(aside, state.resolve(FILE), ATOMIC_MOVE);
  }
}
