package dev.waymark.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What does not fit grows the store up to its limit, and is refused beyond, leaving all as it was.
 */
@NeedsBpf
class TheStoreGrowsTest {
  @RegisterExtension final PinnedDataplane pinned = new PinnedDataplane(1 << 20, 4 << 20);

  @Test
  void aCommitThatDoesNotFitIsPublishedInALargerStore() {
    Dataplane dataplane = pinned.get();
    publishSmall(dataplane);
    Commit large = dataplane.begin();
    Sample.fill(large, 20000, 5);

    Publication first = dataplane.publish(large, Sample.digest(2));
    assertThat(first).isInstanceOf(Publication.StoreTooSmall.class);
    assertThat(dataplane.active().orElseThrow().number()).isEqualTo(1);
    assertThat(dataplane.check()).isEmpty();

    Growth growth = dataplane.grow(((Publication.StoreTooSmall) first).neededBytes());
    assertThat(growth).isInstanceOf(Growth.Larger.class);
    StoreReplacement replacement = ((Growth.Larger) growth).replacement();
    int before = dataplane.program().id();
    assertThat(replacement.program().id()).isNotEqualTo(before);
    assertThatThrownBy(dataplane::confirm).hasMessageContaining("replacement");
    replacement.commit();

    assertThat(dataplane.publish(large, Sample.digest(2)))
        .isInstanceOf(Publication.Published.class);
    assertThat(dataplane.readBack(large).first()).isEmpty();
    dataplane.confirm();
    assertThat(dataplane.check()).isEmpty();
    assertThat(pinned.restart().adoption()).isInstanceOf(Adoption.Adopted.class);
    assertThat(pinned.get().active().orElseThrow().number()).isEqualTo(2);
    assertThat(pinned.get().capacity().storeBytes()).isGreaterThan(1 << 20);
  }

  @Test
  void growthIsPossibleOnProbationAndTheRollbackStaysPossible() {
    Dataplane dataplane = pinned.get();
    publishSmall(dataplane);
    Commit second = dataplane.begin();
    second.put(254, Family.V4, 0x0b000000L << 32, 0, 8, second.route(Sample.route(3)));
    dataplane.publish(second, Sample.digest(2));

    Growth growth = dataplane.grow(0);
    ((Growth.Larger) growth).replacement().commit();
    dataplane.rollBack();

    assertThat(dataplane.active().orElseThrow().number()).isEqualTo(1);
    assertThat(dataplane.check()).isEmpty();
    Commit third = dataplane.begin();
    third.put(254, Family.V4, 0x0c000000L << 32, 0, 8, third.route(Sample.route(4)));
    dataplane.publish(third, Sample.digest(3));
    assertThat(dataplane.readBack(third).agrees()).isTrue();
  }

  @Test
  void whatExceedsTheLimitIsRefusedAndNothingChanges() {
    Dataplane dataplane = pinned.get();
    publishSmall(dataplane);
    Capacity before = dataplane.capacity();
    Commit huge = dataplane.begin();
    Sample.fill(huge, 200000, 5);

    Publication refused = dataplane.publish(huge, Sample.digest(2));
    long needed = ((Publication.StoreTooSmall) refused).neededBytes();
    assertThat(dataplane.grow(needed)).isInstanceOf(Growth.CapacityExceeded.class);
    huge.abandon();

    Capacity after = dataplane.capacity();
    assertThat(after.usedBytes()).as("less only by what retired").isBetween(1L, before.usedBytes());
    assertThat(after.storeBytes()).isEqualTo(before.storeBytes());
    assertThat(after.routes()).isEqualTo(before.routes());
    assertThat(after.nextHops()).isEqualTo(before.nextHops());
    assertThat(dataplane.check()).isEmpty();
    Commit small = dataplane.begin();
    small.put(254, Family.V4, 0x0c000000L << 32, 0, 8, small.route(Sample.route(4)));
    assertThat(dataplane.publish(small, Sample.digest(3)))
        .isInstanceOf(Publication.Published.class);
    assertThat(dataplane.readBack(small).agrees()).isTrue();
  }

  private static void publishSmall(Dataplane dataplane) {
    Commit small = dataplane.begin();
    Sample.fill(small, 100, 4);
    dataplane.publish(small, Sample.digest(1));
    dataplane.confirm();
  }
}
