package dev.waymark.dataplane.readback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.Dataplane;
import dev.waymark.dataplane.PinnedDataplane;
import dev.waymark.dataplane.Sample;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.LpmLayout;
import dev.waymark.dataplane.store.Image;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.MappedRegion;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How much is asked after a change, and how a disagreement is told. */
@NeedsBpf
class ReadBackAsksWhatChangedTest {
  @RegisterExtension final PinnedDataplane pinned = new PinnedDataplane(16 << 20, 64 << 20);

  @Test
  void aWholeTableIsAskedAtBothEndsOfEveryRange() {
    Commit commit = pinned.get().begin();
    Sample.fill(commit, 30_000, 5);
    pinned.get().publish(commit, Sample.digest(1));
    ReadBack.Result result = pinned.get().readBack(commit);
    assertThat(result.first()).isEmpty();
    assertThat(result.asked()).isGreaterThan(2 * 2 * 30_000);
  }

  @Test
  void aSmallChangeOfALargeTableIsAskedForItselfAlone() {
    Dataplane dataplane = pinned.get();
    Commit commit = dataplane.begin();
    Sample.fill(commit, 30_000, 5);
    dataplane.publish(commit, Sample.digest(1));
    dataplane.confirm();

    Commit change = dataplane.begin();
    change.put(254, Family.V4, 0x01020300L << 32, 0, 24, change.route(Sample.route(2)));
    dataplane.publish(change, Sample.digest(2));
    ReadBack.Result result = dataplane.readBack(change);
    assertThat(result.first()).isEmpty();
    assertThat(result.asked()).isBetween(4L, 400L);
  }

  @Test
  void anotherDefaultRouteIsAskedForWhereNoOtherRouteIs() {
    Dataplane dataplane = pinned.get();
    Commit commit = dataplane.begin();
    Sample.fill(commit, 30_000, 5);
    dataplane.publish(commit, Sample.digest(1));
    dataplane.confirm();

    Commit change = dataplane.begin();
    change.put(254, Family.V6, 0, 0, 0, change.route(Sample.route(2)));
    dataplane.publish(change, Sample.digest(2));
    ReadBack.Result result = dataplane.readBack(change);
    assertThat(result.first()).isEmpty();
    assertThat(result.asked()).isBetween(1L, 400L);
  }

  @Test
  void whatWasNeverKnownIsAskedWhole() {
    Commit commit = pinned.get().begin();
    Sample.fill(commit, 2000, 2);
    pinned.get().publish(commit, Sample.digest(1));
    pinned.get().confirm();

    Dataplane restarted = pinned.restart();
    Commit again = restarted.begin();
    Sample.fill(again, 2000, 2);
    restarted.publish(again, Sample.digest(2));
    ReadBack.Result result = restarted.readBack(again);
    assertThat(result.first()).isEmpty();
    assertThat(result.asked()).isGreaterThan(2 * 2 * 2000);
  }

  @Test
  void aDisagreementNamesTablePrefixAddressAndBothRoutes() {
    Dataplane dataplane = pinned.get();
    Commit commit = dataplane.begin();
    int right = commit.route(Sample.route(3));
    int wrong = commit.route(Sample.route(8));
    commit.put(254, Family.V4, 0x08000000L << 32, 0, 5, right);
    commit.put(254, Family.V4, 0xc0000000L << 32, 0, 4, wrong);
    dataplane.publish(commit, Sample.digest(1));
    Image image = dataplane.generations().active().image();
    try (BpfMap map = BpfMap.openPinned(pinned.directory().resolve("store"));
        MappedRegion store = map.map()) {
      int refs = LpmLayout.offset(image.root(Family.V4, 254)) + LpmLayout.SPARSE_REFS;
      int at = refs;
      while (store.getInt(at) != right) {
        at += Integer.BYTES;
      }
      store.setInt(at, wrong);
    }
    assertThat(dataplane.readBack(commit).first())
        .first()
        .hasToString(
            "table 254, address 8.0.0.0 (8.0.0.0/5) should be unicast via 10.0.0.3 on interface"
                + " 2, and is unicast via 10.0.0.8 on interface 4");
  }
}
