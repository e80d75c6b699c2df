package dev.waymark.compiler.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.AllowedPrefix;
import dev.waymark.api.v1alpha1.ConfigMapRef;
import dev.waymark.api.v1alpha1.LabelSelector;
import dev.waymark.api.v1alpha1.OnExceed;
import dev.waymark.api.v1alpha1.RouteSource;
import dev.waymark.api.v1alpha1.RouteTableSpec;
import dev.waymark.compiler.diagnostic.Findings;
import dev.waymark.compiler.model.Owner;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A ConfigMap as large as only Git can hold it. Prints the figure. */
class LargeMirrorTest {
  private static final int LINES = 1_000_000;

  @Test
  void aMillionLinesAreReadWithinSeconds() {
    StringBuilder text = new StringBuilder(LINES * 40);
    for (int i = 0; i < LINES; i++) {
      text.append(1 + (i >> 16)).append('.').append(i >> 8 & 255).append('.').append(i & 255);
      text.append(".0/24 via 192.0.2.").append(1 + i % 8).append(" dev eth0\n");
    }
    Owner owner = Owner.of("RouteTable", "full");
    Findings findings = new Findings(owner);
    RouteSource source =
        new RouteSource(
            "full",
            new ConfigMapRef("net", "full", "routes"),
            null,
            List.of(new AllowedPrefix(Prefix.parse("0.0.0.0/0"), 24)),
            LINES,
            OnExceed.KeepLast);
    RouteTableSpec spec =
        new RouteTableSpec(
            100,
            null,
            LabelSelector.everything(),
            List.of(),
            List.of(source),
            null,
            List.of(),
            null);
    ConfigMaps maps =
        new ConfigMaps(
            List.of(new ConfigMapData("net", "full", Map.of("routes", text.toString()))));

    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    TableContribution table =
        new RouteTableReader(owner, spec, new ProtectedPrefixes(List.of()), maps, findings)
            .read()
            .orElseThrow();
    long took = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1_000_000;

    System.out.printf(
        "1,000,000 lines of ip route: read and compiled in %d ms of one core, cold%n", took);
    assertThat(table.table().v4().size()).isEqualTo(LINES);
    assertThat(table.table().ways()).hasSize(8);
    assertThat(took).isLessThan(20_000);
  }
}
