package dev.waymark.daemon.converge;

import dev.waymark.daemon.cluster.ClusterSource;
import dev.waymark.daemon.report.NodeStanding;
import dev.waymark.daemon.settings.NodeSettings;
import dev.waymark.daemon.settings.SourceSettings.Git;
import dev.waymark.daemon.settings.SourceSettings.Kubernetes;
import dev.waymark.daemon.source.DesiredSource;
import dev.waymark.daemon.source.SourceKind;
import dev.waymark.daemon.source.SourceReading;
import dev.waymark.daemon.source.git.CommitCompiler;
import dev.waymark.daemon.source.git.GitFollower;
import dev.waymark.daemon.source.git.GitLocation;
import dev.waymark.daemon.source.git.GitSource;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * The source that the settings name. The classes of the other are not even loaded.
 *
 * @param told who beside the status file is told how the node stands
 */
record Following(SourceKind kind, DesiredSource source, Consumer<NodeStanding> told)
    implements AutoCloseable {

  /** The source, not started yet. */
  static Following of(NodeSettings settings, Consumer<SourceReading> listener) throws IOException {
    return switch (settings.source()) {
      case Git git ->
          new Following(SourceKind.Git, follower(settings, git, listener), standing -> {});
      case Kubernetes kubernetes -> {
        ClusterSource cluster =
            ClusterSource.of(
                settings.node(), kubernetes.kubeconfig(), settings.directories().state(), listener);
        yield new Following(SourceKind.Kubernetes, cluster, cluster::tell);
      }
    };
  }

  private static GitFollower follower(
      NodeSettings settings, Git git, Consumer<SourceReading> listener) {
    GitLocation location = new GitLocation(git.repository(), git.branch(), git.path());
    return new GitFollower(
        new GitSource(location, settings.directories().state().resolve("git")),
        new CommitCompiler(settings.node(), settings.labels(), settings.shields()),
        git.interval(),
        listener);
  }

  @Override
  public void close() {
    source.close();
  }
}
