package dev.waymark.e2e.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What labs left on this machine: namespaces (with the interfaces in them), pins in the BPF file
 * system, scratch directories, and processes that still run with one of these on their command
 * line. A lab that was closed has none.
 */
public record Residue(List<Leftover> leftovers) {

  /** The BPF file system, where every lab has a directory of its own name. */
  public static final Path BPF_FILE_SYSTEM = Path.of("/sys/fs/bpf");

  /** {@code wm-<purpose>-<pid>-<number>}, and what may follow. */
  private static final Pattern LAB = Pattern.compile("wm-[a-z0-9-]+?-(?<pid>\\d+)-\\d+(-.*)?");

  public Residue {
    leftovers = List.copyOf(leftovers);
  }

  /** One thing that is left. */
  public sealed interface Leftover {
    /** Takes it away. */
    void remove();

    record Namespace(String name) implements Leftover {
      @Override
      public void remove() {
        Command.of("ip", "netns", "pids", name).run().lines().stream()
            .map(Long::parseLong)
            .forEach(pid -> new RunningProcess(pid, "in " + name).remove());
        Command.of("ip", "netns", "del", name).run().orFail();
      }
    }

    record Files(Path path) implements Leftover {
      @Override
      public void remove() {
        ScratchDirectory.delete(path);
      }
    }

    record RunningProcess(long pid, String commandLine) implements Leftover {
      @Override
      public void remove() {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  /** All that the lab of this name left. */
  public static Residue of(String lab) {
    return scan(name -> name.equals(lab) || name.startsWith(lab + "-"));
  }

  /** All that is left of labs whose program no longer runs. */
  public static Residue ofDeadLabs() {
    return scan(name -> {
      var parts = LAB.matcher(name);
      return parts.matches() && ProcessHandle.of(Long.parseLong(parts.group("pid"))).isEmpty();
    });
  }

  /** Whether nothing is left. */
  public boolean isEmpty() {
    return leftovers.isEmpty();
  }

  /** Removes everything; what would be removed is {@link #toString()}. */
  public void remove() {
    leftovers.forEach(Leftover::remove);
  }

  @Override
  public String toString() {
    return isEmpty()
        ? "nothing left"
        : String.join("\n", leftovers.stream().map(Leftover::toString).toList());
  }

  private static Residue scan(Predicate<String> ours) {
    var found = new ArrayList<Leftover>();
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
    processes(ours).forEach(found::add);
    names(Path.of("/run/netns"), ours)
        .map(path -> new Leftover.Namespace(name(path)))
        .forEach(found::add);
    names(BPF_FILE_SYSTEM, ours).map(Leftover.Files::new).forEach(found::add);
    names(scratch, ours).map(Leftover.Files::new).forEach(found::add);
    return new Residue(found);
  }

  private static Stream<Path> names(Path directory, Predicate<String> ours) {
    if (!Files.isDirectory(directory)) {
      return Stream.of();
    }
    try (var files = Files.list(directory)) {
      return files.filter(path -> ours.test(name(path))).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }

  /** Processes with a lab's directory or namespace among their words. */
  private static Stream<Leftover> processes(Predicate<String> ours) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .flatMap(process ->
            words(process.pid())
                .filter(word -> pathElements(word).anyMatch(ours))
                .limit(1)
                .map(word -> new Leftover.RunningProcess(process.pid(), word)));
  }

  private static Stream<String> words(long pid) {
    try {
      return Stream.of(Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0"));
    } catch (IOException gone) {
      return Stream.of();
    }
  }

  private static Stream<String> pathElements(String word) {
    return Stream.of(word.split("[/=]"));
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
