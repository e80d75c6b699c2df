package dev.waymark.daemon.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.daemon.attach.Attachments;
import dev.waymark.daemon.attach.InterfaceSelection;
import dev.waymark.daemon.attach.InterfaceSelection.Selected;
import dev.waymark.daemon.attach.Pins;
import dev.waymark.daemon.observe.NodeNews;
import dev.waymark.daemon.observe.NodeObservation;
import dev.waymark.daemon.report.StatusFile;
import dev.waymark.daemon.resolve.InterfaceState;
import dev.waymark.dataplane.Dataplane;
import dev.waymark.dataplane.DataplaneSettings;
import dev.waymark.dataplane.Growth;
import dev.waymark.dataplane.StoreReplacement;
import dev.waymark.dataplane.layout.StoreLayout;
import dev.waymark.libbpf.netlink.NetlinkSocket;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A daemon dies while links change over from one store to another. The store that is pinned is the
 * one that is adopted, and every link is brought to it; both say the same meanwhile.
 */
@NeedsBpf
class ADeathBetweenTwoStoresTest {

  private static final int OTHER_VERSION = 99;

  @TempDir Path folder = Path.of("");

  private static final class Killed extends Error {}

  @Test
  void whileTheStoreGrowsLeavesThePinnedOneToBeAdopted() throws IOException {
    try (RunningNode node = RunningNode.create("grows", "Fast", folder)) {
      node.router.ip("link add lan1 type veth peer name far1");
      node.start(StepListener.NONE);
      String commit = node.commitRoutes("10.50.0.0/24");
      node.awaitProven(commit);
      node.stop();
      int pinned = PinnedStore.id(node);

      node.router.call(() -> {
        dieWhileGrowing(node);
        return "dead";
      });
      assertThat(Set.copyOf(PinnedStore.linkedPrograms(node).values())).hasSize(2);
      assertThat(node.pings("10.50.0.1")).as("on two stores").isTrue();
      forgetReport(node);
      node.start(StepListener.NONE);

      node.awaitProven(commit);
      assertThat(PinnedStore.id(node)).as("adopted, not made anew").isEqualTo(pinned);
      assertThat(PinnedStore.linkedPrograms(node).values())
          .containsOnly(PinnedStore.program(node))
          .hasSize(2);
      assertThat(node.pings("10.50.0.1")).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BUILD_ASIDE", "PUBLISH", "ATTACH", "READ_BACK", "RETIRE"})
  void whileAStoreSucceedsThatOfAnotherVersionLeavesForwardingWhole(CommitStep step)
      throws IOException {
    try (RunningNode node = RunningNode.create("next-" + step.word(), "Fast", folder)) {
      node.start(StepListener.NONE);
      String commit = node.commitRoutes("10.50.0.0/24");
      node.awaitProven(commit);
      node.stop();
      PinnedStore.abi(node, OTHER_VERSION);

      node.start((now, root) -> {
        if (now == step) {
          throw new Killed();
        }
      });
      assertThat(node.awaitEnd()).isInstanceOf(Killed.class);
      assertThat(node.pings("10.50.0.1")).as("after the death").isTrue();
      boolean linksWereChangedOver = step.compareTo(CommitStep.ATTACH) > 0;
      assertThat(PinnedStore.abi(node))
          .isEqualTo(linksWereChangedOver ? StoreLayout.ABI_VERSION : OTHER_VERSION);

      forgetReport(node);
      node.start(StepListener.NONE);
      node.awaitProven(commit);
      assertThat(PinnedStore.abi(node)).isEqualTo(StoreLayout.ABI_VERSION);
      assertThat(PinnedStore.linkedPrograms(node).values()).containsOnly(PinnedStore.program(node));
      assertThat(node.pings("10.50.0.1")).isTrue();
    }
  }

  /** What the dead one wrote is not the next one's word. */
  private static void forgetReport(RunningNode node) throws IOException {
    new StatusFile(node.settings.directories().run()).delete();
  }

  /** Updates one of two links to the program of a larger store, and goes no further. */
  private static void dieWhileGrowing(RunningNode node) {
    try (NetlinkSocket socket = NetlinkSocket.open();
        Attachments attachments = new Attachments(new Pins(PinnedStore.pin(node)));
        Dataplane dataplane =
            Dataplane.open(new DataplaneSettings(PinnedStore.pin(node), 1 << 20, 4 << 20))) {
      List<InterfaceState> interfaces = interfaces(node, socket);
      List<Selected> first = new ArrayList<>();
      for (Selected one :
          InterfaceSelection.of(node.settings.interfaces(), interfaces).selected()) {
        if (one.state().name().equals("lan0")) {
          first.add(one);
          first.add(new Selected(absent(one.state()), one.rule()));
        }
      }
      StoreReplacement larger = ((Growth.Larger) dataplane.grow(1 << 20)).replacement();
      assertThat(attachments.attach(first, larger.program())).as("the absent one").hasSize(1);
    }
  }

  private static List<InterfaceState> interfaces(RunningNode node, NetlinkSocket socket) {
    return new NodeObservation(socket, new NodeNews(Daemon.ownership(node.settings)))
        .facts(Set.of())
        .interfaces();
  }

  private static InterfaceState absent(InterfaceState like) {
    return new InterfaceState(
        4711,
        "absent",
        like.up(),
        like.carrier(),
        like.mtu(),
        like.linkHeader(),
        like.loopback(),
        like.kind(),
        like.master(),
        "");
  }
}
