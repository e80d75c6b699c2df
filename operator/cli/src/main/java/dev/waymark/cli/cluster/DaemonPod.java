package dev.waymark.cli.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** The daemon of one node, reached through the API server and the node's kubelet. */
public final class DaemonPod {

  /** What marks the daemons' pods. */
  static final String LABEL = "app.kubernetes.io/name";

  private static final String VALUE = "waymark-node";
  private static final String PROGRAM = "waymark-node";

  private final Cluster cluster;
  private final String namespace;
  private final String name;
  private final String container;

  private DaemonPod(Cluster cluster, Pod pod) {
    this.cluster = cluster;
    this.namespace = pod.getMetadata().getNamespace();
    this.name = pod.getMetadata().getName();
    this.container = pod.getSpec().getContainers().getFirst().getName();
  }

  /**
   * Looks for it.
   *
   * @throws ClusterException if no daemon runs there
   */
  public static DaemonPod on(Cluster cluster, String namespace, String node) {
    List<Pod> pods =
        cluster.ask(
            "Pods",
            all ->
                all.pods()
                    .inNamespace(namespace)
                    .withLabel(LABEL, VALUE)
                    .withField("spec.nodeName", node)
                    .list()
                    .getItems());
    return pods.stream()
        .filter(pod -> pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase()))
        .findFirst()
        .map(pod -> new DaemonPod(cluster, pod))
        .orElseThrow(() ->
            new ClusterException(
                "no %s pod runs on node %s in namespace %s; run %s on the node itself"
                    .formatted(PROGRAM, node, namespace, PROGRAM)));
  }

  /**
   * Runs {@code waymark-node} with these words in the pod, to its end.
   *
   * @return its exit code
   */
  public int run(List<String> words, OutputStream out, OutputStream err) {
    String[] command = new String[words.size() + 1];
    command[0] = PROGRAM;
    for (int i = 0; i < words.size(); i++) {
      command[i + 1] = words.get(i);
    }
    return cluster.ask("pods/exec", all -> exec(all, command, out, err));
  }

  private int exec(KubernetesClient all, String[] command, OutputStream out, OutputStream err) {
    try (ExecWatch running =
        all.pods()
            .inNamespace(namespace)
            .withName(name)
            .inContainer(container)
            .writingOutput(out)
            .writingError(err)
            .exec(command)) {
      return running.exitCode().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while %s answered".formatted(name));
    } catch (ExecutionException e) {
      throw new ClusterException("pod %s does not answer: %s".formatted(name, e.getCause()), e);
    }
  }
}
