package dev.waymark.e2e.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Objects that kubelets and controllers would write, written by the administrator. A Node here is
 * an object only: nobody renews its lease, and nobody takes its readiness away by himself.
 */
public final class ClusterObjects {
  private final Kubectl admin;
  private final ControlPlane plane;

  ClusterObjects(ControlPlane plane) {
    this.plane = plane;
    this.admin = plane.admin();
  }

  /**
   * A ready Node with these labels; made, or its labels replaced.
   *
   * @return its uid
   */
  public String node(String name, Map<String, String> labels) {
    String pairs =
        labels.entrySet().stream()
            .map(each -> '"' + each.getKey() + "\": \"" + each.getValue() + '"')
            .collect(Collectors.joining(", "));
    admin
        .apply(
            """
            apiVersion: v1
            kind: Node
            metadata:
              name: %s
              labels: {%s}
            """
                .formatted(name, pairs))
        .orFail();
    readiness(name, true, Instant.now());
    return admin.get("node", name).at("/metadata/uid").asText();
  }

  /** Says that the kubelet is, or is not, heard of since then. */
  public void readiness(String node, boolean ready, Instant since) {
    admin
        .apply(
            """
            apiVersion: v1
            kind: Node
            metadata: {name: %s}
            status:
              conditions:
              - {type: Ready, status: "%s", reason: AsTheTestSays, message: "",
                 lastTransitionTime: "%s", lastHeartbeatTime: "%s"}
            """
                .formatted(
                    node,
                    ready ? "True" : "Unknown",
                    since.truncatedTo(ChronoUnit.SECONDS),
                    Instant.now().truncatedTo(ChronoUnit.SECONDS)),
            "--subresource=status",
            "--field-manager=kubelet")
        .orFail();
  }

  /** Takes the Node object away; the machine that it stood for may live on. */
  public void deleteNode(String name) {
    admin.run("delete", "node", name).orFail();
  }

  /** A namespace; deleted, it stays {@code Terminating}, as nobody empties it. */
  public void namespace(String name) {
    admin.apply("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(name)).orFail();
  }

  /** A ServiceAccount, in a namespace that is there. */
  public void serviceAccount(String namespace, String name) {
    admin
        .apply(
            "{apiVersion: v1, kind: ServiceAccount, metadata: {namespace: %s, name: %s}}"
                .formatted(namespace, name))
        .orFail();
  }

  /** A Pod that runs nowhere, bound to a node, under an account that is there. */
  public void pod(String namespace, String name, String account, String node) {
    admin
        .feed(
            """
            apiVersion: v1
            kind: Pod
            metadata: {namespace: %s, name: %s}
            spec:
              serviceAccountName: %s
              automountServiceAccountToken: false
              nodeName: %s
              containers: [{name: only, image: none}]
            """
                .formatted(namespace, name, account, node),
            "create",
            "-f",
            "-")
        .orFail();
  }

  /** kubectl with a token of the account, bound to nothing. */
  public Kubectl as(String namespace, String account) {
    return token(namespace, account);
  }

  /** kubectl with the token that this pod's kubelet would mount: it says on which node it is. */
  public Kubectl asPod(String namespace, String name) {
    JsonNode pod = admin.get("pod", "-n", namespace, name);
    return token(
        namespace,
        pod.at("/spec/serviceAccountName").asText(),
        "--bound-object-kind=Pod",
        "--bound-object-name=" + name,
        "--bound-object-uid=" + pod.at("/metadata/uid").asText());
  }

  private Kubectl token(String namespace, String account, String... bound) {
    String[] words = new String[bound.length + 5];
    System.arraycopy(bound, 0, words, 5, bound.length);
    words[0] = "create";
    words[1] = "token";
    words[2] = account;
    words[3] = "-n";
    words[4] = namespace;
    return plane.as(new Credential.Token(admin.run(words).orFail().out().strip()));
  }
}
