package dev.waymark.e2e.bench;

import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Lab;
import dev.waymark.libbpf.netns.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/**
 * Datagrams without end from the client to {@link #ADDRESS}, which both providers have for their
 * own: so that it shows to the half millisecond by which of them the router sends.
 */
final class Beacon implements AutoCloseable {
  static final String ADDRESS = "192.0.2.1";

  private static final int PORT = 9;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long EVERY_NANOS = 500_000;

  private final DatagramChannel sender;
  private final Listener a;
  private final Listener b;

  private Beacon(DatagramChannel sender, Listener a, Listener b) {
    this.sender = sender;
    this.a = a;
    this.b = b;
  }

  static Beacon start(Lab lab) {
    for (Host provider : new Host[] {lab.providerA(), lab.providerB()}) {
      provider.ip("address add " + ADDRESS + "/32 dev lo");
    }
    var beacon =
        new Beacon(
            open(lab.client(), new InetSocketAddress(0)),
            Listener.on(lab.providerA()),
            Listener.on(lab.providerB()));
    Thread.ofPlatform().daemon().name("beacon").start(beacon::send);
    return beacon;
  }

  /** From now on the next datagram at this provider is the first one. */
  void expect(boolean atA) {
    listener(atA).first.set(0);
  }

  /** When the first datagram arrived at this provider, by {@link System#nanoTime}. */
  long awaitFirst(boolean atA) {
    AtomicLong first = listener(atA).first;
    Awaitility.await("a datagram at provider " + (atA ? "A" : "B"))
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> first.get() != 0);
    return first.get();
  }

  private Listener listener(boolean atA) {
    return atA ? a : b;
  }

  private void send() {
    var to = new InetSocketAddress(ADDRESS, PORT);
    var content = ByteBuffer.allocate(8);
    try {
      while (sender.isOpen()) {
        sender.send(content.clear(), to);
        LockSupport.parkNanos(EVERY_NANOS);
      }
    } catch (ClosedChannelException closed) {
      // That is how it ends.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Listener(DatagramChannel channel, AtomicLong first) {
    static Listener on(Host host) {
      var listener =
          new Listener(open(host, new InetSocketAddress(ADDRESS, PORT)), new AtomicLong());
      Thread.ofPlatform().daemon().name("listener").start(listener::listen);
      return listener;
    }

    private void listen() {
      var content = ByteBuffer.allocate(64);
      try {
        while (channel.receive(content.clear()) != null) {
          first.compareAndSet(0, System.nanoTime());
        }
      } catch (AsynchronousCloseException closed) {
        // That is how it ends.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A socket stays in the namespace where it was opened. */
  private static DatagramChannel open(Host host, InetSocketAddress address) {
    try (var namespace = NetworkNamespace.open(host.file())) {
      return namespace.call(() -> DatagramChannel.open().bind(address));
    } catch (Exception e) {
      throw new IllegalStateException("cannot open a socket on " + host, e);
    }
  }

  @Override
  public void close() {
    // Closing ends the threads.
    for (DatagramChannel channel : List.of(sender, a.channel, b.channel)) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
