package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On the Kernel path our rules and tables carry the packets. */
@NeedsBpf
class SomebodyDeletesOurRoutesAndRulesTest {

  @Test
  void aDeletedRuleComesBack() {
    try (var net = RoutedLab.serving("rule", Settings.KERNEL, "static-routes")) {
      List<String> before = ours(net);
      net.lab().router().ip("rule delete pref 20001");
      net.lab().router().run("ip", "-6", "rule", "delete", "pref", "20000").orFail();

      net.awaitDrifted("edge", "the IPv4 rule for mark");
      net.awaitDrifted("edge", "the IPv6 rule at priority 20000 was removed");
      assertThat(ours(net)).containsExactlyInAnyOrderElementsOf(before);
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
      net.awaitCalm("edge");
    }
  }

  @Test
  void aFlushedTableIsFilledAgain() {
    try (var net = RoutedLab.serving("flush", Settings.KERNEL, "static-routes")) {
      List<String> before = ours(net);
      net.lab().router().ip("route flush table 20004");

      net.awaitDrifted("edge", "the IPv4 route of table 20004 was removed");
      assertThat(ours(net)).containsExactlyInAnyOrderElementsOf(before);
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
    }
  }

  @Test
  void somebodyElsesRouteInItsPlaceIsLeftAloneAndSaid() {
    try (var net = RoutedLab.serving("foreign", Settings.KERNEL, "static-routes")) {
      net.lab().router().ip("route replace default via 10.0.2.1 table 20004 proto static");

      net.daemon().await("said", status -> status.problems().contains("stands in table 20004"));
      assertThat(net.lab().router().run("ip", "route", "show", "table", "20004").out())
          .contains("proto static");
      net.lab().router().ip("route delete default table 20004");
      net.daemon().awaitServing();
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
    }
  }

  private static List<String> ours(RoutedLab net) {
    return List.of("-4 rule", "-6 rule", "-4 route", "-6 route").stream()
        .map(what -> ("ip " + what + " show" + (what.endsWith("route") ? " table all" : "")))
        .flatMap(command -> net.lab().router().run(command.split(" ", -1)).lines().stream())
        .filter(line -> line.contains("proto 203"))
        .sorted()
        .toList();
  }
}
