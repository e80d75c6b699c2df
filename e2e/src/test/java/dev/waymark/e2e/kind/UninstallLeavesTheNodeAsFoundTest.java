package dev.waymark.e2e.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.e2e.kind.SharedNode.Installed;
import dev.waymark.e2e.lab.Footprint;
import org.junit.jupiter.api.Test;

/** The way out that manifests/README.md tells. */
@SharedNode
final class UninstallLeavesTheNodeAsFoundTest {

  @Test
  void rulesRoutesLinksAndPinsAreAsBefore(Installed installed) {
    try (var provider = OutsideHost.start(installed.cluster(), "provider")) {
      installed.waymark().ready(Tables.everything(provider));
      assertThat(installed.node().footprint().beyond(installed.before()))
          .as("what a serving node has more")
          .isNotEmpty();

      installed.waymark().uninstall();
    }

    Footprint after = installed.node().footprint();
    assertThat(after.beyond(installed.before())).as("left behind").isEmpty();
    assertThat(installed.before().beyond(after)).as("missing").isEmpty();
  }
}
