package dev.waymark.daemon.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.DesiredTableBuilder;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.Way;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.daemon.resolve.Finding;
import dev.waymark.daemon.source.Wanted;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FittingTest {

  @Test
  void allIsWantedUntilItIsKnownNotToFit() {
    Wanted wanted = wanted(table(10, 5), table(20, 3));
    Fitting fitting = new Fitting();

    assertThat(fitting.of(wanted)).isSameAs(wanted);
    assertThat(fitting.findings()).isEmpty();
  }

  @Test
  void theTableThatGrewMostIsRefusedFirstAndOfEqualsTheHigherId() {
    Wanted wanted = wanted(table(10, 5), table(20, 9), table(30, 9));
    DesiredState proven = wanted(table(20, 4), table(30, 4)).state();
    Fitting fitting = new Fitting();
    fitting.of(wanted);

    // All three grew by five.
    assertThat(fitting.refuseOneMore(proven, "too much")).isTrue();
    assertThat(fitting.of(wanted).state())
        .isEqualTo(wanted(table(10, 5), table(20, 9), table(30, 4)).state());
    assertThat(fitting.refuseOneMore(proven, "too much")).isTrue();
    assertThat(fitting.of(wanted).state())
        .isEqualTo(wanted(table(10, 5), table(20, 4), table(30, 4)).state());
    assertThat(fitting.refuseOneMore(proven, "too much")).isTrue();
    assertThat(fitting.of(wanted).state()).isEqualTo(wanted(table(20, 4), table(30, 4)).state());
    assertThat(fitting.refuseOneMore(proven, "too much")).isFalse();
  }

  @Test
  void aTableThatDidNotChangeIsNeverRefused() {
    Wanted wanted = wanted(table(10, 500), table(20, 3));
    Fitting fitting = new Fitting();
    fitting.of(wanted);

    assertThat(fitting.refuseOneMore(wanted(table(10, 500)).state(), "too much")).isTrue();
    assertThat(fitting.of(wanted).state().tables()).containsExactly(table(10, 500));
    assertThat(fitting.findings())
        .containsExactly(
            new Finding(
                Owner.of("RouteTable", "t20"),
                Reason.StoreFull,
                "table 20 with 3 routes does not fit, the table is left out: too much"));
  }

  @Test
  void anotherStateIsTriedWhole() {
    Wanted wanted = wanted(table(10, 5));
    Fitting fitting = new Fitting();
    fitting.of(wanted);
    fitting.refuseOneMore(null, "too much");
    Wanted other = wanted(table(10, 4));

    assertThat(fitting.of(other)).isSameAs(other);
    assertThat(fitting.findings()).isEmpty();
  }

  private static Wanted wanted(DesiredTable... tables) {
    DesiredState state = new DesiredState(Arrays.asList(tables), List.of(), List.of());
    SliceTree tree = SliceTree.of(state);
    return new Wanted(state, tree.root(), "commit", List.of(), List.of());
  }

  private static DesiredTable table(int id, int routes) {
    DesiredTableBuilder table = DesiredTable.builder(id);
    Way way =
        new Way(
            RouteType.Blackhole,
            0,
            List.of(),
            0,
            null,
            false,
            null,
            Owner.of("RouteTable", "t" + id));
    for (int i = 0; i < routes; i++) {
      table.add(Prefix.of(Address.v4(0x0a000000 + i), 32), way);
    }
    return table.build();
  }
}
