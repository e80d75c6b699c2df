package dev.waymark.daemon.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where a node reads what it shall hold: exactly one of these. */
public sealed interface SourceSettings {

  /** One branch of one repository, looked at again and again. */
  record Git(String repository, String branch, String path, Duration interval)
      implements SourceSettings {}

  /**
   * An API server.
   *
   * @param kubeconfig how to reach it; empty: as the pod's service account says
   */
  record Kubernetes(Optional<Path> kubeconfig) implements SourceSettings {}
}
