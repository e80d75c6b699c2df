package dev.waymark.daemon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.node.v1alpha1.RouteSlice;
import dev.waymark.api.node.v1alpha1.RouteSliceSpec;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.Way;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.daemon.source.SourceReading;
import dev.waymark.daemon.source.SourceReading.Cleared;
import dev.waymark.daemon.source.SourceReading.Found;
import dev.waymark.daemon.source.SourceReading.Rejected;
import dev.waymark.daemon.source.SourceReading.Unmoved;
import dev.waymark.daemon.source.SourceReading.Unreachable;
import dev.waymark.daemon.source.Wanted;
import dev.waymark.daemon.source.disk.SlicesOnDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFollowerTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final SliceTree ONE = tree("10.1.0.0/16");
  private static final SliceTree TWO = tree("10.2.0.0/16");

  private final FakeCluster cluster = new FakeCluster();
  private final List<SourceReading> told = new CopyOnWriteArrayList<>();
  private SlicesOnDisk disk;
  private ClusterFollower follower;
  @TempDir private Path state;

  @BeforeEach
  void start() throws IOException {
    disk = new SlicesOnDisk(state);
    follower =
        new ClusterFollower(
            "r1",
            cluster,
            new SliceFetch(cluster, disk),
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(20), new Random(1)),
            told::add,
            routing -> {});
    follower.start();
  }

  @AfterEach
  void end() {
    follower.close();
  }

  @Test
  void whatTheNodeRoutingNamesIsFoundWholeWithTheResourcesInIt() {
    publish(ONE);

    Wanted wanted = ((Found) awaitLast(Found.class)).wanted();
    assertThat(wanted.root()).isEqualTo(ONE.root());
    assertThat(wanted.revision()).isEqualTo(ONE.root().toString());
    assertThat(wanted.slices()).containsExactlyInAnyOrderElementsOf(ONE.slices());
    assertThat(wanted.reports())
        .singleElement()
        .satisfies(report -> {
          assertThat(report.resource()).isEqualTo(Owner.of("RouteTable", "edge"));
          assertThat(report.routes()).isEqualTo(1);
        });
  }

  @Test
  void onlyWhatTheDiskLacksIsFetched() throws IOException {
    ONE.slices().forEach(disk::put);
    Path damaged = state.resolve("slices").resolve(ONE.root().toString());
    Files.writeString(damaged, "half a slice");

    publish(ONE);

    awaitLast(Found.class);
    assertThat(cluster.got).containsExactly(ONE.root().toString());
    assertThat(damaged).doesNotExist();
  }

  @Test
  void aMissingSliceIsLookedForUntilItComes() {
    cluster.put(TWO.slices());
    RouteSlice root = cluster.slices.remove(TWO.root().toString());
    cluster.point(TWO.root().toString(), 1);

    Unreachable missing = (Unreachable) awaitLast(Unreachable.class);
    assertThat(missing.reason()).isEqualTo(Reason.SliceMissing);
    assertThat(missing.revision()).isEqualTo(TWO.root().toString());

    cluster.slices.put(TWO.root().toString(), root);
    awaitLast(Found.class);
  }

  @Test
  void aCorruptSliceIsNeverUsed() {
    publish(ONE);
    awaitLast(Found.class);
    cluster.put(TWO.slices());
    String name = TWO.root().toString();
    RouteSlice whole = Objects.requireNonNull(cluster.slices.get(name));
    RouteSlice broken = new RouteSlice();
    broken.setMetadata(whole.getMetadata());
    RouteSliceSpec good = whole.getSpec();
    broken.setSpec(
        new RouteSliceSpec(good.kind(), good.format(), good.count() + 1, good.data(), good.refs()));
    cluster.slices.put(name, broken);
    cluster.point(name, 1);

    Rejected rejected = (Rejected) awaitLast(Rejected.class);
    assertThat(rejected.reason()).isEqualTo(Reason.SliceCorrupt);
    assertThat(rejected.errors()).singleElement().asString().contains(name, "corrupt");
  }

  @Test
  void aFormatOfTheFutureIsToldAsSuch() {
    cluster.point(ONE.root().toString(), 2);

    Rejected rejected = (Rejected) awaitLast(Rejected.class);
    assertThat(rejected.reason()).isEqualTo(Reason.FormatUnknown);
    assertThat(rejected.errors()).singleElement().asString().contains("format 2", "reads 1");
  }

  @Test
  void whatGoesWrongIsToldOnceAndItsEndToo() {
    publish(ONE);
    awaitLast(Found.class);

    cluster.fail("the API server does not answer");
    awaitLast(Unreachable.class);
    int looks = cluster.looks.get();
    Awaitility.await().atMost(SOON).until(() -> cluster.looks.get() > looks + 5);
    assertThat(told).hasSize(startedWith() + 2);

    cluster.fail(null);
    assertThat(awaitLast(Unmoved.class)).isEqualTo(new Unmoved(ONE.root().toString()));
  }

  @Test
  void aNodeRoutingThatGoesSaysNothingAboutWhatIsWanted() {
    publish(ONE);
    awaitLast(Found.class);

    cluster.remove();
    assertThat(((Unreachable) awaitLast(Unreachable.class)).message())
        .startsWith("there is no NodeRouting r1");

    publish(TWO);
    assertThat(((Found) awaitLast(Found.class)).wanted().root()).isEqualTo(TWO.root());
  }

  @Test
  void onlyTheExplicitEmptyRootClears() {
    SliceTree empty = SliceTree.of(DesiredState.EMPTY);
    cluster.point(empty.root().toString(), 1);

    assertThat(awaitLast(Cleared.class)).isEqualTo(new Cleared(empty.root().toString()));
    assertThat(cluster.got).isEmpty();
  }

  private void publish(SliceTree tree) {
    cluster.put(tree.slices());
    cluster.point(tree.root().toString(), 1);
  }

  /** There may have been no NodeRouting at the very first look. */
  private int startedWith() {
    return told.getFirst() instanceof Unreachable ? 1 : 0;
  }

  private SourceReading awaitLast(Class<? extends SourceReading> type) {
    Awaitility.await(type.getSimpleName())
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> !told.isEmpty() && type.isInstance(told.getLast()));
    return told.getLast();
  }

  private static SliceTree tree(String prefix) {
    Way way =
        new Way(
            RouteType.Blackhole,
            0,
            List.of(),
            0,
            null,
            false,
            null,
            Owner.of("RouteTable", "edge"));
    DesiredTable table = DesiredTable.builder(254).add(Prefix.parse(prefix), way).build();
    return SliceTree.of(new DesiredState(List.of(table), List.of(), List.of()));
  }
}
