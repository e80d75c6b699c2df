package dev.waymark.controller.publish;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** What the API server said, in its own sentence. */
public final class ApiRefusal {

  private ApiRefusal() {}

  /** Whether the API server objects to this field. */
  static boolean names(KubernetesClientException failure, String field) {
    return failure.getStatus() != null
        && failure.getStatus().getDetails() != null
        && failure.getStatus().getDetails().getCauses().stream()
            .anyMatch(cause -> field.equals(cause.getField()));
  }

  /** The sentence of an answer, or of the failure to get one. */
  public static String sentence(KubernetesClientException failure) {
    if (failure.getStatus() != null && failure.getStatus().getMessage() != null) {
      return failure.getStatus().getMessage();
    }
    Throwable cause = failure.getCause();
    return cause == null
        ? String.valueOf(failure.getMessage())
        : failure.getMessage() + ": " + cause;
  }
}
