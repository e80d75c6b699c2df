package dev.waymark.libbpf.testing;

import dev.waymark.libbpf.Syscalls;
import dev.waymark.libbpf.netns.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A named network namespace for one test, gone when closed: interfaces, routes and rules with it.
 * Its name carries the pid, so that test runs side by side do not meet.
 */
public final class TestNamespace implements AutoCloseable {
  private final String name;
  private final NetworkNamespace inside;

  private TestNamespace(String name, NetworkNamespace inside) {
    this.name = name;
    this.inside = inside;
  }

  /** Makes {@code wm-<purpose>-<pid>}, with its loopback up. */
  public static TestNamespace create(String purpose) {
    String name = "wm-" + purpose + "-" + ProcessHandle.current().pid();
    exec("ip", "netns", "add", name);
    try {
      exec("ip", "-n", name, "link", "set", "lo", "up");
      return new TestNamespace(name, NetworkNamespace.open(path(name)));
    } catch (RuntimeException failed) {
      exec("ip", "netns", "delete", name);
      throw failed;
    }
  }

  public String name() {
    return name;
  }

  public Path path() {
    return path(name);
  }

  private static Path path(String name) {
    return Path.of("/run/netns", name);
  }

  /** The namespace with its thread. */
  public NetworkNamespace netns() {
    return inside;
  }

  /** Runs {@code work} on the namespace's thread. */
  public <T extends @Nullable Object> T call(Callable<T> work) {
    try {
      return inside.call(work);
    } catch (RuntimeException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new IllegalStateException("in " + name, failed);
    }
  }

  /** {@code ip -n <name> <line>}; words are separated by single blanks. */
  public String ip(String line) {
    List<String> command = new ArrayList<>(List.of("ip", "-n", name));
    command.addAll(List.of(line.split(" ", -1)));
    return exec(command.toArray(String[]::new));
  }

  /** Lines of {@link #ip}, in one go. */
  public void ipBatch(List<String> lines) {
    try {
      Path file = Files.createTempFile(name, ".ip");
      try {
        Files.write(file, lines);
        ip("-batch " + file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write lines for ip", failed);
    }
  }

  /** Runs a command in the namespace, with this process's file systems. */
  public String run(String... command) {
    List<String> whole = new ArrayList<>(List.of("nsenter", "--net=" + path()));
    whole.addAll(List.of(command));
    return exec(whole.toArray(String[]::new));
  }

  /** Makes a veth pair between here and {@code peer}, both ends up. */
  public void veth(String here, TestNamespace peer, String there) {
    ip("link add %s type veth peer name %s netns %s".formatted(here, there, peer.name));
    ip("link set " + here + " up");
    peer.ip("link set " + there + " up");
  }

  /** The number of an interface here; it fails if there is none. */
  public int ifindex(String interfaceName) {
    int index = call(() -> Syscalls.interfaceIndex(interfaceName));
    if (index == 0) {
      throw new IllegalArgumentException(name + " has no interface " + interfaceName);
    }
    return index;
  }

  @Override
  public void close() {
    inside.close();
    exec("ip", "netns", "delete", name);
  }

  private static String exec(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IllegalStateException(
            "%s: exit %d: %s".formatted(String.join(" ", command), exit, output.strip()));
      }
      return output;
    } catch (IOException failed) {
      throw new UncheckedIOException(String.join(" ", command), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
