package dev.waymark.daemon.source.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.DesiredMirror;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptRoutesOnDiskTest {

  private static final Owner BGP = Owner.of("RouteTable", "bgp");
  private static final DesiredTable GOOD =
      DesiredTable.builder(254)
          .add(
              Prefix.parse("10.0.0.0/8"),
              new Way(RouteType.Blackhole, 0, List.of(), 0, null, false, null, BGP))
          .build();

  @TempDir Path state = Path.of("");

  @Test
  void whatIsKeptIsThereAfterARestartAndGoneOnceItIsForgotten() throws IOException {
    DesiredMirror mirror = mirror("bird");
    new KeptRoutesOnDisk(state).keep(mirror, GOOD);

    assertThat(new KeptRoutesOnDisk(state).of(mirror)).hasValue(GOOD);
    assertThat(new KeptRoutesOnDisk(state).of(mirror("other"))).isEmpty();

    new KeptRoutesOnDisk(state).forget(mirror);
    assertThat(new KeptRoutesOnDisk(state).of(mirror)).isEmpty();
  }

  @Test
  void whatIsDamagedCountsAsNothing() throws IOException {
    DesiredMirror mirror = mirror("bird");
    new KeptRoutesOnDisk(state).keep(mirror, GOOD);
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.writeString(file, "damaged");
      }
    }
    assertThat(new KeptRoutesOnDisk(state).of(mirror)).isEmpty();
  }

  private static DesiredMirror mirror(String name) {
    return new DesiredMirror(254, BGP, name, 100, List.of(), List.of(), 10, true, List.of());
  }
}
