package dev.waymark.e2e.lab;

import dev.waymark.e2e.lab.node.Daemon;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a daemon takes of its machine.
 *
 * @param heapBytes that live objects take, after a full collection
 * @param mapBytes that the kernel charges for the maps which the daemon holds
 * @param usedBytes of the store
 * @param diskBytes of the files in its state directory
 * @param descriptors that are open
 */
record NodeUse(long heapBytes, long mapBytes, long usedBytes, long diskBytes, long descriptors) {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
  private static final Pattern MAP = Pattern.compile("(?m)^map_id:\\s+(\\d+)");
  private static final Pattern CHARGED = Pattern.compile("(?m)^memlock:\\s+(\\d+)");

  /** As it is now, with its state in this directory. */
  static NodeUse of(Daemon daemon, Path state) {
    long pid = daemon.process().pid();
    List<String> descriptors = descriptors(pid);
    return new NodeUse(
        heap(pid), maps(descriptors), daemon.report().usedBytes(), disk(state), descriptors.size());
  }

  /** The histogram counts what is left after a full collection. */
  private static long heap(long pid) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String histogram =
        Command.of(jcmd, Long.toString(pid), "GC.class_histogram").run().orFail().out();
    return number(TOTAL, histogram);
  }

  /** A map is counted once, whatever number of descriptors lead to it. */
  private static long maps(List<String> descriptors) {
    Map<Long, Long> charged = new HashMap<>();
    for (String descriptor : descriptors) {
      if (MAP.matcher(descriptor).find()) {
        charged.put(number(MAP, descriptor), number(CHARGED, descriptor));
      }
    }
    return charged.values().stream().mapToLong(Long::longValue).sum();
  }

  private static long disk(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }

  private static long number(Pattern pattern, String text) {
    var matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no %s in: %s".formatted(pattern, text));
    }
    return Long.parseLong(matcher.group(1));
  }

  private static List<String> descriptors(long pid) {
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fdinfo"))) {
      return files.map(NodeUse::text).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the descriptors of process " + pid, e);
    }
  }

  /** Empty if it was closed meanwhile. */
  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
