package dev.waymark.dataplane.twin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A router for each way to forward, alike in everything else. */
final class TwinRouters implements AutoCloseable {
  private final Map<Forwarder, TwinRouter> routers = new EnumMap<>(Forwarder.class);
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private TwinRouters() {}

  static TwinRouters with(TwinRoutes routes) {
    TwinRouters twins = new TwinRouters();
    try {
      stayOnOneCore();
      for (Forwarder forwarder : Forwarder.values()) {
        twins.add(forwarder, routes);
      }
      return twins;
    } catch (RuntimeException failed) {
      twins.close();
      throw failed;
    }
  }

  private void add(Forwarder forwarder, TwinRoutes routes) {
    TwinRouter router = TwinRouter.create(forwarder.word());
    open.push(router);
    routers.put(forwarder, router);
    switch (forwarder) {
      case KERNEL -> routes.intoTheKernel(router.namespace());
      case FAST -> open.push(routes.intoWaymark(router.namespace(), true));
      case KERNEL_PATH -> open.push(routes.intoWaymark(router.namespace(), false));
    }
  }

  /** The kernel works on a frame where it was sent: one after the other, on one core. */
  private static void stayOnOneCore() {
    try {
      String thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString();
      Process taskset = new ProcessBuilder("taskset", "-c", "-p", "0", thread).start();
      taskset.getInputStream().readAllBytes();
      if (taskset.waitFor() != 0) {
        throw new IllegalStateException("taskset refuses to keep the thread on core 0");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run taskset", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** What comes out of each router when these frames come in. */
  Map<Forwarder, List<Seen>> answers(OddPacket packet) {
    Map<Forwarder, List<Seen>> seen = new EnumMap<>(Forwarder.class);
    routers.forEach((forwarder, router) -> seen.put(forwarder, router.answers(packet)));
    return seen;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("cannot take a router down", e);
      }
    }
  }
}
