package dev.waymark.libbpf.netns;

import dev.waymark.libbpf.Fd;
import dev.waymark.libbpf.Syscalls;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A network namespace, entered on a platform thread of its own.
 *
 * <p>Sockets, links and test runs made in {@link #call} belong to the namespace, and sockets go on
 * to do so wherever they are used later. {@code java.net.NetworkInterface} and {@code
 * /sys/class/net} show the wrong namespace even there: use netlink. Threads and processes started
 * in {@link #call} are born in the namespace.
 */
public final class NetworkNamespace implements AutoCloseable {
  private final String name;
  private final ExecutorService thread;
  private volatile @Nullable Thread inside;

  private NetworkNamespace(String name) {
    this.name = name;
    this.thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("netns-" + name).daemon().factory());
  }

  /**
   * Enters a namespace.
   *
   * @param path such as {@code /run/netns/blue} or {@code /proc/<pid>/ns/net}
   */
  public static NetworkNamespace open(Path path) {
    try (Fd file = Syscalls.openReadOnly(path)) {
      return entered(
          path.getFileName().toString(),
          () -> Syscalls.enterNamespace(file, Syscalls.CLONE_NEWNET));
    }
  }

  /** Makes a namespace that has no path and ends with its last thread, process and socket. */
  public static NetworkNamespace createUnnamed(String name) {
    return entered(name, () -> Syscalls.newNamespace(Syscalls.CLONE_NEWNET));
  }

  private static NetworkNamespace entered(String name, Runnable enter) {
    NetworkNamespace namespace = new NetworkNamespace(name);
    try {
      namespace.run(() -> {
        enter.run();
        namespace.inside = Thread.currentThread();
      });
      return namespace;
    } catch (RuntimeException failed) {
      namespace.close();
      throw failed;
    }
  }

  public String name() {
    return name;
  }

  /**
   * Runs {@code work} in the namespace and waits for it. Work of several callers queues up; work
   * that calls this again runs at once.
   */
  public <T extends @Nullable Object> T call(Callable<T> work) throws Exception {
    if (Thread.currentThread() == inside) {
      return work.call();
    }
    try {
      return submit(work).get();
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case Exception exception -> throw exception;
        case Error error -> throw error;
        case null, default -> throw failed;
      }
    }
  }

  /** As {@link #call}, for work without an answer or checked exceptions. */
  public void run(Runnable work) {
    try {
      this.<@Nullable Void>call(() -> {
        work.run();
        return null;
      });
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while in namespace " + name, interrupted);
    } catch (RuntimeException failed) {
      throw failed;
    } catch (Exception impossible) {
      throw new IllegalStateException("a Runnable threw", impossible);
    }
  }

  private <T extends @Nullable Object> Future<T> submit(Callable<T> work) {
    try {
      return thread.submit(work);
    } catch (RejectedExecutionException closed) {
      throw new IllegalStateException("namespace " + name + " used after close", closed);
    }
  }

  /** Lets the thread end after the work that it has; the namespace itself stays. */
  @Override
  public void close() {
    thread.shutdown();
  }

  @Override
  public String toString() {
    return "netns " + name;
  }
}
