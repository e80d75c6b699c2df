package dev.waymark.e2e.controlplane;

import dev.waymark.e2e.lab.Background;
import dev.waymark.e2e.lab.Command;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One etcd, and the directory that it keeps over its deaths. */
final class Etcd implements AutoCloseable {
  private final Programs programs;
  private final Place place;
  private final Path data;
  private final Path log;
  private final String clients = "http://127.0.0.1:" + Place.freePort();
  private final String peers = "http://127.0.0.1:" + Place.freePort();
  private @Nullable Background process;

  Etcd(Programs programs, Place place, Path directory) {
    this.programs = programs;
    this.place = place;
    this.data = directory.resolve("etcd");
    this.log = directory.resolve("etcd.log");
  }

  /** Where the API server finds it. */
  String url() {
    return clients;
  }

  /** The directory; only to be touched while it is stopped. */
  Path data() {
    return data;
  }

  void start() {
    process =
        place
            .on(
                Command.of(
                    programs.program("etcd").toString(),
                    "--name=only",
                    "--data-dir=" + data,
                    "--listen-client-urls=" + clients,
                    "--advertise-client-urls=" + clients,
                    "--listen-peer-urls=" + peers,
                    "--initial-advertise-peer-urls=" + peers,
                    "--initial-cluster=only=" + peers,
                    // Survives the process, if not the machine; the machine is not under test.
                    "--unsafe-no-fsync=true",
                    "--log-level=warn"))
            .start(log);
  }

  /** Ends it as a service manager would. */
  void stop() {
    if (process != null) {
      process.close();
    }
  }

  /** Ends it at once and without asking. */
  void kill() {
    if (process != null) {
      process.kill();
    }
  }

  String log() {
    return process == null ? "" : process.text();
  }

  boolean alive() {
    return process != null && process.alive();
  }

  @Override
  public void close() {
    stop();
  }
}
