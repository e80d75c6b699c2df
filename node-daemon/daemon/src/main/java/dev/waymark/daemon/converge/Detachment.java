package dev.waymark.daemon.converge;

import dev.waymark.daemon.attach.HookPoint;
import dev.waymark.daemon.attach.Hooks;
import dev.waymark.daemon.kernel.KernelRouting;
import dev.waymark.daemon.report.StatusFile;
import dev.waymark.daemon.settings.NodeSettings;
import dev.waymark.libbpf.netlink.NetlinkSocket;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Leaves the host as it was found: links first, so that no packet is marked any more; then kernel
 * rules and tables; then pins, and what the daemon kept on disk.
 */
public final class Detachment {

  private static final List<String> PINS =
      List.of(
          "program",
          "program%next",
          "early",
          "early%next",
          "store",
          "reasons",
          "counters",
          "limits",
          "sources",
          "fragments",
          "events",
          "event-control",
          "rollback");
  private static final List<String> KEPT =
      List.of("silent-gateways", "mirrors", "slices", "pointer", "counters", "git", "rejected");

  private final NodeSettings settings;

  /** For the daemon with these settings, which does not run. */
  public Detachment(NodeSettings settings) {
    this.settings = settings;
  }

  /** What was removed. */
  public record Removed(int links, int kernelObjects, int pins) {}

  /** Removes everything that is ours; a second time finds nothing. */
  public Removed run() throws IOException {
    Removed removed = clear();
    new StatusFile(settings.directories().run()).delete();
    Files.deleteIfExists(settings.directories().run().resolve(RunLock.EVENTS_FILE));
    return removed;
  }

  /** The same, but for what the daemon says of itself. */
  Removed clear() throws IOException {
    Path pin = settings.directories().pin();
    int links;
    try (Hooks hooks = new Hooks(pin)) {
      links = hooks.detachAll();
    }
    int kernelObjects;
    try (NetlinkSocket socket = NetlinkSocket.open()) {
      kernelObjects = new KernelRouting(socket, Daemon.ownership(settings)).removeAll();
    }
    int pins = 0;
    for (String name : PINS) {
      pins += Files.deleteIfExists(pin.resolve(name)) ? 1 : 0;
    }
    for (HookPoint hook : HookPoint.values()) {
      removeIfEmpty(pin.resolve(hook.folder()));
    }
    removeIfEmpty(pin);
    for (String name : KEPT) {
      removeTree(settings.directories().state().resolve(name));
    }
    removeIfEmpty(settings.directories().state());
    return new Removed(links, kernelObjects, pins);
  }

  private static void removeTree(Path top) throws IOException {
    if (!Files.exists(top)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> paths = Files.walk(top)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  /** Whoever keeps something else in it keeps the folder; a pod's volume stays, and is empty. */
  private static void removeIfEmpty(Path folder) throws IOException {
    try {
      Files.delete(folder);
    } catch (NoSuchFileException | DirectoryNotEmptyException kept) {
      // Gone already, or not only ours.
    } catch (FileSystemException refused) {
      if (!isMountPoint(folder)) {
        throw refused;
      }
    }
  }

  /** Whether something is mounted right there; the fifth word of each line (proc(5)) says where. */
  private static boolean isMountPoint(Path folder) throws IOException {
    String there = folder.toRealPath().toString();
    try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
      return mounts.anyMatch(line -> line.split(" ", 6)[4].equals(there));
    }
  }
}
