package dev.waymark.daemon.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.daemon.attach.InterfaceSelection.Refused;
import dev.waymark.daemon.resolve.InterfaceState;
import dev.waymark.daemon.settings.InterfaceRule;
import dev.waymark.daemon.settings.InterfaceRule.HookChoice;
import dev.waymark.daemon.settings.InterfaceRule.PathChoice;
import dev.waymark.daemon.settings.InterfaceRule.SourceCheckChoice;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterfaceSelectionTest {

  private static final List<InterfaceState> NODE =
      List.of(
          state(1, "lo", true, 0),
          state(2, "eth0", false, 0),
          state(3, "lan0", false, 0),
          state(4, "br0", false, 0),
          state(5, "port1", false, 4),
          state(6, "cali12", false, 0));

  private static InterfaceState state(int index, String name, boolean loopback, int master) {
    return new InterfaceState(index, name, true, true, 1500, 14, loopback, "", master, "");
  }

  private static InterfaceRule rule(String match, PathChoice path) {
    return new InterfaceRule(match, path, HookChoice.Tcx, SourceCheckChoice.Strict);
  }

  private static List<String> names(InterfaceRule... rules) {
    return InterfaceSelection.of(List.of(rules), NODE).selected().stream()
        .map(s -> s.state().name())
        .toList();
  }

  @Test
  void uplinksAreWhatIsNeitherEnslavedNorAContainerNetworks() {
    assertThat(names(rule("Uplink", PathChoice.Kernel))).containsExactly("eth0", "lan0", "br0");
  }

  @Test
  void globsMatchWholeNames() {
    assertThat(names(rule("lan*", PathChoice.Kernel))).containsExactly("lan0");
    assertThat(names(rule("e?h0", PathChoice.Kernel))).containsExactly("eth0");
    assertThat(names(rule("an0", PathChoice.Kernel))).isEmpty();
  }

  @Test
  void theFirstRuleThatMatchesCounts() {
    InterfaceSelection selection =
        InterfaceSelection.of(
            List.of(rule("lan0", PathChoice.Fast), rule("*n0", PathChoice.Kernel)), NODE);
    assertThat(selection.selected())
        .singleElement()
        .extracting(s -> s.rule().path())
        .isEqualTo(PathChoice.Fast);
  }

  @Test
  void anEnslavedPortIsRefusedWithTheDeviceToAttachTo() {
    InterfaceRule port = rule("port1", PathChoice.Kernel);
    assertThat(InterfaceSelection.of(List.of(port), NODE).refused())
        .containsExactly(new Refused("port1", port, "it is a port of br0; attach to that instead"));
  }

  @Test
  void anInterfaceThatWasNamedAndIsAbsentIsTold() {
    InterfaceRule absent = rule("wan7", PathChoice.Kernel);
    assertThat(InterfaceSelection.of(List.of(absent), NODE).refused())
        .containsExactly(new Refused("wan7", absent, "there is no such interface on this node"));
  }
}
