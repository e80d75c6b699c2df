package dev.waymark.daemon.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.ResourceReport;
import dev.waymark.compiler.model.Owner;
import dev.waymark.daemon.report.NodeReport.AttachmentReport;
import dev.waymark.daemon.report.NodeReport.CapacityReport;
import dev.waymark.daemon.report.NodeReport.NodePhase;
import dev.waymark.daemon.report.NodeReport.SourceReport;
import dev.waymark.daemon.report.NodeReport.SourceState;
import dev.waymark.daemon.report.ResourceStatuses.Standing;
import dev.waymark.daemon.resolve.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusTableTest {

  private static final Owner EDGE = Owner.of("RouteTable", "edge");

  @TempDir Path folder = Path.of("");

  private static NodeReport report() {
    return new NodeReport(
        "r1",
        new SourceReport(
            "Git",
            "0123456789abcdef",
            SourceState.Rejected,
            "edge.yaml:9:21: spec.routes[0].to: wrong\ncommit fedc serves on"),
        "abcdefghijklmnopqrstuvwxyz",
        7,
        NodePhase.Stable,
        List.of(
            new AttachmentReport("lan0", "Tcx", "Fast", "Attached", "Attached", ""),
            new AttachmentReport("p1", "Tcx", "Kernel", "Attached", "Refused", "a port of br0")),
        new ResourceStatuses("r1", List.of())
            .of(
                List.of(
                    new ResourceReport(EDGE, null, List.of(), List.of(), List.of("r1"), 2, null)),
                Standing.READY,
                List.of(new Finding(EDGE, Reason.InterfaceDown, "10.0.0.0/8: wan0 is down")),
                List.of(),
                Instant.EPOCH),
        new CapacityReport(2 << 20, 1 << 19, 31, 2, 0),
        List.of(),
        Map.of());
  }

  @Test
  void theTableIsAlignedAndTellsWhatIsAmiss() {
    assertThat(StatusTable.of(report(), true))
        .isEqualTo(
            """
            Node:       r1
            Daemon:     running
            Source:     Git commit 0123456789ab, Rejected
                        edge.yaml:9:21: spec.routes[0].to: wrong
                        commit fedc serves on
            Generation: 7, Stable, root abcdefghijkl
            Capacity:   31 routes, 2 next hops, 0 rules; 0.5 of 2.0 MiB

            INTERFACE   HOOK   PATH     STATE      REASON
            lan0        Tcx    Fast     Attached
            p1          Tcx    Kernel   Refused    a port of br0

            RESOURCE          READY   REASON       MESSAGE
            RouteTable edge   True    AsDeclared   1/1 nodes proved it
                                      Degraded     r1: 10.0.0.0/8: wan0 is down
            """);
  }

  @Test
  void theFileReadsBackAsItWasWritten() throws IOException {
    StatusFile file = new StatusFile(folder);
    assertThat(file.read()).isEmpty();
    file.write(report());
    assertThat(file.read()).contains(report());
  }

  @Test
  void aConditionKeepsItsTimeWhileItsStatusStands() {
    ResourceStatuses statuses = new ResourceStatuses("r1", report().resources());
    var later =
        statuses.of(
            List.of(new ResourceReport(EDGE, null, List.of(), List.of(), List.of("r1"), 2, null)),
            Standing.READY,
            List.of(),
            List.of(),
            Instant.EPOCH.plusSeconds(60));
    assertThat(later.getFirst().status().conditions())
        .allMatch(c -> c.lastTransitionTime().equals(Instant.EPOCH));
  }
}
