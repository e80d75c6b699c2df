package dev.waymark.daemon.liveness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.waymark.daemon.resolve.WatchedGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who was silent, kept over restarts: a line each. A file that cannot be used costs what it takes
 * to notice again.
 */
public final class SilentGateways {

  private static final Logger LOG = LoggerFactory.getLogger(SilentGateways.class);

  private final Path file;
  private final Set<String> before;

  /** What the last run of a daemon left below this state directory. */
  public SilentGateways(Path state) {
    this.file = state.resolve("silent-gateways");
    this.before = read();
  }

  /** Whether it was silent when the last run ended. */
  public boolean wasSilent(WatchedGateway gateway) {
    return before.contains(line(gateway));
  }

  void save(Collection<WatchedGateway> silent) {
    Path aside = file.resolveSibling(".silent-gateways.new");
    String lines =
        silent.stream()
            .map(SilentGateways::line)
            .sorted()
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    try {
      Files.write(aside, lines.getBytes(UTF_8));
      Files.move(aside, file, ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.warn("silent gateways are forgotten over a restart: {}", e.getMessage());
    }
  }

  private Set<String> read() {
    try {
      return Set.copyOf(Files.readAllLines(file));
    } catch (NoSuchFileException absent) {
      return Set.of();
    } catch (IOException e) {
      LOG.warn("{} cannot be used: {}", file, e.getMessage());
      return Set.of();
    }
  }

  private static String line(WatchedGateway gateway) {
    return "%s %d %s %s"
        .formatted(gateway.question(), gateway.port(), gateway.interfaceName(), gateway.gateway());
  }
}
