package dev.waymark.cli.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** The cluster cannot be asked, or refuses; the message says what and what to do. */
public final class ClusterException extends RuntimeException {

  private static final int UNANSWERED = 0;

  /** With a sentence. */
  public ClusterException(String message) {
    super(message);
  }

  /** With a sentence, and what led to it. */
  public ClusterException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Of what the client says.
   *
   * @param wanted what was asked for, for instance {@code NodeRoutings}
   * @param server the API server's address
   */
  static ClusterException of(KubernetesClientException failure, String wanted, String server) {
    return new ClusterException(
        switch (failure.getCode()) {
          case UNANSWERED ->
              "the API server at %s does not answer (%s); check --kubeconfig and --context"
                  .formatted(server, root(failure));
          case HttpURLConnection.HTTP_UNAUTHORIZED ->
              "the API server at %s does not know you; renew your credentials".formatted(server);
          case HttpURLConnection.HTTP_FORBIDDEN ->
              "you may not ask for %s: %s".formatted(wanted, said(failure));
          case HttpURLConnection.HTTP_NOT_FOUND ->
              "this cluster knows no %s; apply manifests/crds".formatted(wanted);
          default -> "asking for %s failed: %s".formatted(wanted, said(failure));
        },
        failure);
  }

  private static String said(KubernetesClientException failure) {
    return failure.getStatus() != null && failure.getStatus().getMessage() != null
        ? failure.getStatus().getMessage()
        : root(failure);
  }

  private static String root(Throwable failure) {
    Throwable inner = failure;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    String said = inner.getMessage();
    return said == null ? inner.getClass().getSimpleName() : said;
  }
}
