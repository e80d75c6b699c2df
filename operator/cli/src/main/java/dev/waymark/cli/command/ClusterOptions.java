package dev.waymark.cli.command;

import dev.waymark.cli.cluster.Cluster;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster; as kubectl has them. */
final class ClusterOptions {

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "How to reach the cluster (default: KUBECONFIG, else ~/.kube/config).")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The kubeconfig's context (default: its current one).")
  private @Nullable String context;

  Cluster open() {
    return Cluster.of(kubeconfig, context);
  }
}
