package dev.waymark.e2e.lab.frr;

import dev.waymark.e2e.lab.Background;
import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A zebra and a staticd, running until their host is closed. */
public final class Frr {
  private static final String PROGRAMS = "/usr/lib/frr/";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Host host;
  private final Path directory;
  private final Background zebra;
  private final Background statics;

  private Frr(Host host, Path directory) {
    this.host = host;
    this.directory = directory;
    this.zebra = start("zebra");
    this.statics = start("staticd");
  }

  /** Starts both on a host of the lab, without a route. */
  public static Frr start(Lab lab, Host host) {
    Path directory = lab.directory().resolve(host.role() + "-frr");
    try {
      // They give up being root, and still make their sockets here.
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + directory, e);
    }
    return new Frr(host, directory);
  }

  /** Changes the configuration by these lines, such as {@code ip route 203.0.113.0/24 10.0.1.1}. */
  public void configure(String... lines) {
    var words = new ArrayList<>(List.of("vtysh", "--vty_socket", directory.toString()));
    words.addAll(List.of("-c", "configure terminal"));
    for (String line : lines) {
      words.addAll(List.of("-c", line));
    }
    host.on(Command.of(words)).run(PATIENCE).orFail();
  }

  /** Ends zebra without a word; the routes that it gave to the kernel stay there. */
  public void killZebra() {
    zebra.kill();
  }

  /** Ends staticd; zebra takes its routes back. */
  public void killStatics() {
    statics.kill();
  }

  private Background start(String program) {
    Path socket = directory.resolve(program + ".vty");
    String line =
        "%s%s -z %s/zebra.api -i %s/%s.pid --vty_socket %s -P 0 -f /dev/null"
            .formatted(PROGRAMS, program, directory, directory, program, directory);
    Background process = host.start(Command.of(line.split(" ")));
    Awaitility.await(program + " answers")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .failFast(program + " ended", () -> !process.alive())
        .until(() -> Files.exists(socket));
    return process;
  }
}
