package dev.waymark.e2e.lab.traffic;

import dev.waymark.e2e.lab.Background;
import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Output;
import java.time.Duration;
import java.util.List;

/** What curl fetches from the servers. */
public final class Fetch {
  private Fetch() {}

  /** The page at the servers' root; it greets us by the address that our packets carry. */
  public static Output page(Host from, String source, String server) {
    return from.on(
            Command.of("curl", "-sS", "--max-time", "3", "--interface", source, url(server, "/")))
        .run();
  }

  /** A download at a limited speed, which therefore takes its time. */
  public record Download(Background curl, long bytes) implements AutoCloseable {
    /** Whether it still runs. */
    public boolean running() {
      return curl.alive();
    }

    /** Waits for the end: whether every byte came over the one connection. */
    public boolean completed(Duration limit) {
      return curl.await(limit) == 0 && curl.text().strip().startsWith(bytes + " bytes");
    }

    /** What curl wrote at its end. */
    public String summary() {
      return curl.text().strip();
    }

    @Override
    public void close() {
      curl.close();
    }
  }

  /** Starts a download of so many bytes that lasts about so long. */
  public static Download download(
      Host from, String source, String server, long bytes, Duration time) {
    return new Download(from.start(command(source, server, bytes, time)), bytes);
  }

  /** The command line of a download. */
  public static Command command(String source, String server, long bytes, Duration time) {
    return Command.of(
        List.of(
            "curl",
            "-sS",
            "-o",
            "/dev/null",
            "-w",
            "%{size_download} bytes in %{time_total} s",
            "--limit-rate",
            Long.toString(bytes / Math.max(1, time.toSeconds())),
            "--interface",
            source,
            url(server, "/bytes/" + bytes)));
  }

  private static String url(String server, String path) {
    return "http://" + (server.contains(":") ? "[" + server + "]" : server) + path;
  }
}
