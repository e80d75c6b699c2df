package dev.waymark.e2e.controlplane;

import dev.waymark.api.yaml.AdmissionCase;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What an API server says of a document that nobody stores: {@code field: sentence}, each. */
final class Admission {
  private static final Map<String, String> PATHS =
      Map.of(
          "RouteTable", "routetables",
          "RoutingPolicy", "routingpolicies",
          "TrafficSteer", "namespaces/default/trafficsteers");

  /** What it adds to any list of errors; says nothing by itself. */
  private static final String NOT_ALL_CHECKED = "some validation rules were not checked because";

  private final KubernetesClient client;

  Admission(KubernetesClient client) {
    this.client = client;
  }

  /** What is told about a row; empty when it is accepted. */
  List<String> of(AdmissionCase row) {
    return of(row.kind(), new String(row.document(), StandardCharsets.UTF_8));
  }

  /** What is told about a document of that kind. */
  List<String> of(String kind, String document) {
    String path = "/apis/waymark.dev/v1alpha1/" + Objects.requireNonNull(PATHS.get(kind), kind);
    try {
      client.raw(path + "?dryRun=All&fieldValidation=Strict", "POST", document);
      return List.of();
    } catch (KubernetesClientException refused) {
      return told(refused);
    }
  }

  private static List<String> told(KubernetesClientException refused) {
    Status status = refused.getStatus();
    if (status == null) {
      throw refused;
    }
    if (status.getDetails() == null || status.getDetails().getCauses().isEmpty()) {
      return List.of(status.getMessage());
    }
    return status.getDetails().getCauses().stream()
        .filter(cause -> !cause.getMessage().contains(NOT_ALL_CHECKED))
        .map(Admission::sentence)
        .toList();
  }

  private static String sentence(StatusCause cause) {
    return cause.getField() + ": " + cause.getMessage();
  }
}
