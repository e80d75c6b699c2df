package dev.waymark.daemon.cli;

import dev.waymark.api.json.Json;
import dev.waymark.api.v1alpha1.ConditionStatus;
import dev.waymark.daemon.converge.RunLock;
import dev.waymark.daemon.counters.PinnedCounts;
import dev.waymark.daemon.report.NodeReport;
import dev.waymark.daemon.report.NodeReport.PacketCount;
import dev.waymark.daemon.report.NodeReport.ResourceReport;
import dev.waymark.daemon.report.NodeReport.SourceState;
import dev.waymark.daemon.report.StatusFile;
import dev.waymark.daemon.report.StatusTable;
import dev.waymark.daemon.settings.NodeSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code waymark-node status}. */
@Command(
    name = "status",
    description =
        "Say what this node holds. Exit code 0: the newest commit is applied and every resource is"
            + " ready; 1: not so.")
final class StatusCommand implements Callable<Integer> {

  /** How to print. */
  enum Format {
    table,
    json
  }

  @Mixin private ConfigOptions config = new ConfigOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table or json (default: ${DEFAULT-VALUE}).",
      defaultValue = "table")
  private Format format = Format.table;

  @Option(names = "--counters", description = "Show what became of packets, by reason.")
  private boolean counters;

  @Override
  public Integer call() throws Exception {
    NodeSettings settings = config.read();
    Path run = settings.directories().run();
    boolean running = RunLock.holder(run).isPresent();
    Optional<NodeReport> last = new StatusFile(run).read();
    if (last.isEmpty()) {
      System.err.printf(
          "waymark-node: %s on %s%n",
          running ? "the daemon is just starting" : "no daemon runs, and none has run,", run);
      return ExitCode.NOT_SO;
    }
    NodeReport report =
        counters ? last.get().withPackets(packets(settings.directories().pin())) : last.get();
    System.out.print(
        switch (format) {
          case json -> Json.pretty(report);
          case table -> counters ? StatusTable.packets(report) : StatusTable.of(report, running);
        });
    return running && isReady(report) ? ExitCode.DONE : ExitCode.NOT_SO;
  }

  private static Map<String, PacketCount> packets(Path pin) {
    Map<String, PacketCount> packets = new LinkedHashMap<>();
    new PinnedCounts(pin)
        .reasons()
        .forEach((reason, count) ->
            packets.put(reason.name(), new PacketCount(count.packets(), count.bytes())));
    return packets;
  }

  private static boolean isReady(NodeReport report) {
    return report.source().state() == SourceState.Current
        && report.problems().isEmpty()
        && report.attachments().stream().allMatch(NodeReport.AttachmentReport::asDesired)
        && report.resources().stream().allMatch(StatusCommand::isReady);
  }

  private static boolean isReady(ResourceReport resource) {
    return resource.status().conditions().stream()
        .anyMatch(c -> c.type().equals("Ready") && c.status() == ConditionStatus.True);
  }
}
