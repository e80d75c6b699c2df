package dev.waymark.e2e.kind;

import static org.awaitility.Awaitility.await;

import dev.waymark.e2e.controlplane.Kubectl;
import dev.waymark.e2e.lab.Background;
import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What users run on the cluster: a pod {@code client} on its first node, and two of {@code web},
 * behind the Service of that name, on its last. Closed, they are gone.
 */
record Pods(Kubectl kubectl) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Starts them, and waits until they serve. */
  static Pods start(KindCluster cluster) {
    var pods = new Pods(cluster.kubectl());
    String first = cluster.nodes().getFirst().name();
    pods.kubectl.apply(manifests(first, cluster.nodes().getLast().name())).orFail();
    pods.waitFor("rollout", "status", "deployment/web");
    pods.waitFor("wait", "--for=condition=Ready", "pod/client");
    await("the Service answers").atMost(PATIENCE).until(() -> pods.fetch("web").succeeded());
    return pods;
  }

  private static String manifests(String first, String last) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: client}
    spec:
      nodeName: %s
      terminationGracePeriodSeconds: 0
      containers:
        - {name: toolbox, image: localhost/toolbox, imagePullPolicy: Never, command: [sleep, infinity]}
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      replicas: 2
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec:
          nodeName: %s
          terminationGracePeriodSeconds: 0
          containers:
            - name: toolbox
              image: localhost/toolbox
              imagePullPolicy: Never
              command: [sh, -c, "mkdir /tmp/www; echo web >/tmp/www/index.html; exec busybox httpd -f -p 8080 -h /tmp/www"]
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: web}
    spec:
      type: NodePort
      selector: {app: web}
      ports: [{port: 80, targetPort: 8080, nodePort: 30080}]
    """
        .formatted(first, last);
  }

  private void waitFor(String... words) {
    kubectl.command(words).run(PATIENCE).orFail();
  }

  /** Runs a command in the pod {@code client}. */
  Output client(String... words) {
    return clientCommand(words).run();
  }

  /** What the pod {@code client} is told at this host by HTTP. */
  Output fetch(String host) {
    return client("curl", "--silent", "--show-error", "--max-time", "3", "http://" + host);
  }

  /** Starts a command in the pod {@code client}; its end here is not its end there. */
  Background start(Path log, String... words) {
    return clientCommand(words).start(log);
  }

  private Command clientCommand(String... words) {
    return kubectl.command(
        Stream.concat(Stream.of("exec", "client", "--"), Stream.of(words)).toArray(String[]::new));
  }

  @Override
  public void close() {
    String[] delete = {
      "delete", "--ignore-not-found", "pod/client", "deployment/web", "service/web"
    };
    kubectl.command(delete).run(PATIENCE).orFail();
    String[] gone = {"wait", "--for=delete", "pod", "--selector=app=web", "--timeout=60s"};
    kubectl.command(gone).run(PATIENCE);
  }
}
