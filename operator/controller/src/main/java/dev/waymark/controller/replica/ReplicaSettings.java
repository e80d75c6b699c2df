package dev.waymark.controller.replica;

import dev.waymark.api.net.Prefix;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a replica is started with.
 *
 * @param kubeconfig how to reach the API server; null: as a Pod, or as kubectl does
 * @param namespace the operator's own
 * @param listen where metrics and health are served
 * @param protect what no route takes over without force, besides what the cluster says
 * @param lease how long a dead leader is waited for
 * @param collect how often slices are collected: those of twice that age
 */
public record ReplicaSettings(
    @Nullable Path kubeconfig,
    String namespace,
    InetSocketAddress listen,
    List<Prefix> protect,
    Duration lease,
    Duration collect) {
  /** Keeps a copy. */
  public ReplicaSettings {
    protect = List.copyOf(protect);
  }
}
