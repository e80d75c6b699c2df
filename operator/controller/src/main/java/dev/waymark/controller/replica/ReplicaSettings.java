package dev.waymark.controller.replica;

import dev.waymark.api.net.Prefix;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
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
 * @param instance the name of this replica, which no other has
 */
public record ReplicaSettings(
    @Nullable Path kubeconfig,
    String namespace,
    InetSocketAddress listen,
    List<Prefix> protect,
    Duration lease,
    Duration collect,
    String instance) {
  /** Keeps a copy. */
  public ReplicaSettings {
    protect = List.copyOf(protect);
  }

  /**
   * A name for a replica that begins: the Pod's, or the host's, and something that is its alone.
   */
  public static String freshInstance() {
    String host = System.getenv("HOSTNAME");
    String unique = UUID.randomUUID().toString().substring(0, 8);
    return host == null || host.isEmpty() ? unique : host + "-" + unique;
  }
}
