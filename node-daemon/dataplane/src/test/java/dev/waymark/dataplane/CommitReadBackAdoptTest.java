package dev.waymark.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.Phase;
import dev.waymark.dataplane.readback.ReadBack;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A commit is published, read back through the program, confirmed, and adopted by a restart. */
@NeedsBpf
class CommitReadBackAdoptTest {
  @RegisterExtension final PinnedDataplane pinned = new PinnedDataplane(4 << 20, 64 << 20);

  @Test
  void aPublishedCommitReadsBackAsItsRoutes() {
    Dataplane dataplane = pinned.get();
    assertThat(dataplane.adoption()).isInstanceOf(Adoption.Fresh.class);

    Commit commit = dataplane.begin();
    Sample.fill(commit, 5000, 1);
    assertThat(dataplane.publish(commit, Sample.digest(1)))
        .isInstanceOf(Publication.Published.class);
    ReadBack.Result result = dataplane.readBack(commit);

    assertThat(result.first()).isEmpty();
    assertThat(result.asked()).isGreaterThan(30000);
    assertThat(dataplane.check()).isEmpty();
    dataplane.confirm();
    assertThat(dataplane.active().orElseThrow().phase()).isEqualTo(Phase.STABLE);
  }

  @Test
  void aRestartAdoptsWhatIsPinnedWithoutANewGeneration() {
    Commit commit = pinned.get().begin();
    Sample.fill(commit, 2000, 2);
    pinned.get().publish(commit, Sample.digest(2));
    pinned.get().confirm();

    Dataplane restarted = pinned.restart();
    assertThat(restarted.adoption()).isInstanceOf(Adoption.Adopted.class);
    Commit again = restarted.begin();
    Sample.fill(again, 2000, 2);
    assertThat(restarted.adoptRib(again, Sample.digest(2))).isEmpty();
    assertThat(restarted.active().orElseThrow().number()).isEqualTo(1);

    Commit one = restarted.begin();
    one.remove(7, Family.V4, 0, 0, 0);
    one.put(254, Family.V4, 0x01020300L << 32, 0, 24, one.route(Sample.route(2)));
    restarted.publish(one, Sample.digest(3));
    assertThat(restarted.readBack(one).first()).isEmpty();
    restarted.confirm();
    assertThat(restarted.active().orElseThrow().number()).isEqualTo(2);
    assertThat(restarted.check()).isEmpty();
  }

  @Test
  void aRestartWithOtherRoutesSaysWhatDiffersAndReplacesThem() {
    Commit commit = pinned.get().begin();
    Sample.fill(commit, 2000, 2);
    pinned.get().publish(commit, Sample.digest(2));
    pinned.get().confirm();

    Dataplane restarted = pinned.restart();
    Commit other = restarted.begin();
    Sample.fill(other, 2001, 2);
    assertThat(restarted.adoptRib(other, Sample.digest(2))).isPresent();
    assertThat(restarted.publish(other, Sample.digest(4)))
        .isInstanceOf(Publication.Published.class);
    assertThat(restarted.readBack(other).first()).isEmpty();
    restarted.confirm();
    assertThat(restarted.check()).isEmpty();
  }
}
