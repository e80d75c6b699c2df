package dev.waymark.daemon.source.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.Way;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.SliceException;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.daemon.source.disk.SlicesOnDisk.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlicesOnDiskTest {

  @TempDir Path folder = Path.of("");

  private static DesiredState state(String prefix) {
    Way way =
        new Way(
            RouteType.Blackhole, 0, List.of(), 0, null, false, null, Owner.of("RouteTable", "t"));
    return new DesiredState(
        List.of(DesiredTable.builder(100).add(Prefix.parse(prefix), way).build()),
        List.of(),
        List.of());
  }

  private static Digest write(SlicesOnDisk disk, DesiredState state) {
    SliceTree tree = SliceTree.of(state);
    tree.slices().forEach(disk::put);
    return tree.root();
  }

  @Test
  void aStateIsReadBackAsItWasWritten() throws IOException {
    SlicesOnDisk disk = new SlicesOnDisk(folder);
    Digest root = write(disk, state("10.0.0.0/8"));
    assertThat(new SlicesOnDisk(folder).read(root)).isEqualTo(state("10.0.0.0/8"));
  }

  @Test
  void thePointerOutlivesTheProcess() throws IOException {
    SlicesOnDisk disk = new SlicesOnDisk(folder);
    assertThat(disk.pointer()).isEmpty();
    Pointer pointer = new Pointer(write(disk, state("10.0.0.0/8")), "c0ffee");
    disk.point(pointer);
    assertThat(new SlicesOnDisk(folder).pointer()).contains(pointer);
  }

  @Test
  void aSliceThatWasTamperedWithIsNotUsed() throws IOException {
    SlicesOnDisk disk = new SlicesOnDisk(folder);
    Digest root = write(disk, state("10.0.0.0/8"));
    Files.writeString(folder.resolve("slices").resolve(root.toString()), "nonsense");
    assertThatThrownBy(() -> disk.read(root)).isInstanceOf(SliceException.Corrupt.class);
  }

  @Test
  void aPointerThatIsNoneIsSaidToBe() throws IOException {
    SlicesOnDisk disk = new SlicesOnDisk(folder);
    Files.writeString(folder.resolve("pointer"), "root nothing\n");
    assertThatThrownBy(disk::pointer)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not name a root");
  }

  @Test
  void collectingKeepsWhatTheRootNeeds() throws IOException {
    SlicesOnDisk disk = new SlicesOnDisk(folder);
    Digest old = write(disk, state("10.0.0.0/8"));
    Digest now = write(disk, state("172.16.0.0/12"));
    assertThat(disk.collect(now)).isPositive();
    assertThat(disk.read(now)).isEqualTo(state("172.16.0.0/12"));
    assertThatThrownBy(() -> disk.read(old)).isInstanceOf(SliceException.Missing.class);
  }
}
