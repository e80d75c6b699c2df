package dev.waymark.daemon.cluster;

import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import dev.waymark.api.node.v1alpha1.RouteSlice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The little that one node asks of an API server. Nothing is tried twice. */
interface ClusterApi extends AutoCloseable {

  /** The node's NodeRouting as it is now; empty: there is none of its name. */
  Optional<NodeRouting> routing() throws ApiFailure;

  /**
   * Tells each later change of the node's NodeRouting, until it is closed or ends by itself.
   *
   * @param since the version after which changes are told; null: from now on
   */
  Watch watch(@Nullable String since, Listener listener) throws ApiFailure;

  /** A slice by name; empty: there is none. */
  Optional<RouteSlice> slice(String name) throws ApiFailure;

  /**
   * Writes the status of the node's NodeRouting.
   *
   * @return false if there is no NodeRouting
   */
  boolean write(NodeRoutingStatus status) throws ApiFailure;

  @Override
  void close();

  /** Is told of changes, on a thread of the client's. */
  interface Listener {

    /** It is this now; null: it is gone. */
    void changed(@Nullable NodeRouting now);

    /** No more is told; look again. */
    void ended();
  }

  /** A watch that goes on until closed. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
