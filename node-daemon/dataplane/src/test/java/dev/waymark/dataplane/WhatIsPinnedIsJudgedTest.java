package dev.waymark.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.layout.GenerationLayout;
import dev.waymark.dataplane.layout.StoreLayout;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.MapType;
import dev.waymark.libbpf.MappedRegion;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A pinned store that is not sound is refused with a reason, and a new one takes its place. */
@NeedsBpf
class WhatIsPinnedIsJudgedTest {
  @RegisterExtension final PinnedDataplane pinned = new PinnedDataplane(1 << 20, 4 << 20);

  @Test
  void aDamagedGenerationIsRefused() {
    publishOne();
    damage(memory -> memory.setInt(StoreLayout.slot(1) + GenerationLayout.MARK_MASK, 1));
    assertRefused("checksum");
  }

  @Test
  void aStoreOfAnotherAbiIsRefused() {
    publishOne();
    damage(memory -> memory.setInt(StoreLayout.ABI, StoreLayout.ABI_VERSION + 1));
    assertRefused("ABI");
  }

  @Test
  void anImpossibleControlWordIsRefused() {
    publishOne();
    damage(memory -> memory.setLong(StoreLayout.CONTROL, 0xff));
    assertRefused("control word");
  }

  @Test
  void aMapThatIsNoStoreIsRefused() throws IOException {
    Files.delete(pinned.directory().resolve(Pins.STORE));
    try (BpfMap other = BpfMap.create(MapType.ARRAY, "other", 4, 64, 1, 0)) {
      other.pin(pinned.directory().resolve(Pins.STORE));
    }
    assertRefused("no store");
  }

  @Test
  void aStoreThatWasNeverPublishedIntoIsAsGoodAsNew() {
    assertThat(pinned.restart().adoption()).isInstanceOf(Adoption.Fresh.class);
    publishOne();
  }

  private void publishOne() {
    Commit commit = pinned.get().begin();
    Sample.fill(commit, 10, 1);
    pinned.get().publish(commit, Sample.digest(1));
    pinned.get().confirm();
  }

  private void damage(Consumer<MappedRegion> damage) {
    try (BpfMap store = BpfMap.openPinned(pinned.directory().resolve(Pins.STORE));
        MappedRegion memory = store.map()) {
      damage.accept(memory);
    }
  }

  private void assertRefused(String reason) {
    Adoption adoption = pinned.restart().adoption();
    assertThat(adoption).isInstanceOf(Adoption.Refused.class);
    assertThat(((Adoption.Refused) adoption).reason()).contains(reason);
    assertThat(pinned.get().active()).isEmpty();
    assertThat(pinned.get().check()).isEmpty();
    publishOne();
  }
}
