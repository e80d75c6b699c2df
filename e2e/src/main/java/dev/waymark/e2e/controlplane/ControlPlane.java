package dev.waymark.e2e.controlplane;

import dev.waymark.e2e.lab.Checkout;
import dev.waymark.e2e.lab.Cleanup;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Residue;
import dev.waymark.e2e.lab.ScratchDirectory;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * etcd and kube-apiserver of one version, running until closed; stopped, killed and taken back to
 * an older revision as a test wants. Its address and port stay the same.
 */
public final class ControlPlane implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** What only the operator may write. */
  private static final String UNPUBLISHED =
      """
      apiVersion: node.waymark.dev/v1alpha1
      kind: NodeRouting
      metadata: {name: nobody}
      spec: {root: %s, format: 1, epoch: 0, confirmWithin: 10s}
      """
          .formatted("a".repeat(52));

  private final Cleanup cleanup = new Cleanup();
  private final Programs programs = Programs.require();
  private final AtomicInteger files = new AtomicInteger();
  private final Place place;
  private final Path directory;
  private final Etcd etcd;
  private final ApiServer server;
  private final Kubectl admin;

  private ControlPlane(Place place, List<TokenUser> others) {
    this.place = place;
    var users = new ArrayList<TokenUser>(List.of(TokenUser.ADMIN));
    users.addAll(others);
    try {
      String name = "wm-apiserver-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
      this.directory = cleanup.add(new ScratchDirectory(name)).path();
      this.etcd = cleanup.add(new Etcd(programs, place, directory));
      this.server = cleanup.add(new ApiServer(programs, place, etcd, directory, users));
      etcd.start();
      launchServer();
      this.admin = as(TokenUser.ADMIN);
      awaitReady();
    } catch (RuntimeException e) {
      cleanup.close();
      throw e;
    }
  }

  /**
   * On this machine's loopback, ready.
   *
   * @param others people that the API server knows besides {@link TokenUser#ADMIN}
   * @throws IllegalStateException if the programs are not there, with what to do
   */
  public static ControlPlane start(TokenUser... others) {
    Residue.ofDeadLabs().remove();
    return new ControlPlane(Place.loopback(), List.of(others));
  }

  /**
   * Inside a lab's host, ready: whoever reaches that host by this address reaches it, and the
   * EndpointSlice of {@code default/kubernetes} names it.
   */
  public static ControlPlane on(Host host, String address, TokenUser... others) {
    return new ControlPlane(new Place(host, address), List.of(others));
  }

  /** The API server's URL, where it can be reached. */
  public String url() {
    return server.url();
  }

  /** A directory that is gone with this. */
  public Path directory() {
    return directory;
  }

  /** kubectl for one who may do everything. */
  public Kubectl admin() {
    return admin;
  }

  /** kubectl for one of the people that this was started with. */
  public Kubectl as(TokenUser user) {
    return as(new Credential.Token(user.token()));
  }

  /** kubectl for whoever that is. */
  public Kubectl as(Credential credential) {
    Path file = directory.resolve("kubeconfig-" + files.incrementAndGet());
    return new Kubectl(
        programs,
        place,
        Kubeconfig.write(file, server.url(), server.authority(), credential),
        directory.resolve("kubectl"));
  }

  /**
   * kubectl as the administrator impersonates somebody.
   *
   * @param extra what an authenticator would say besides, by its key
   */
  public Kubectl impersonating(String name, List<String> groups, Map<String, List<String>> extra) {
    return as(new Credential.Impersonation(TokenUser.ADMIN.token(), name, groups, extra));
  }

  /**
   * A client of the administrator's for this program itself; closed with this. Only for a control
   * plane on the loopback: this program is in no host's network.
   */
  public KubernetesClient client() {
    return client(admin);
  }

  /** The same for whoever that kubectl speaks for. */
  public KubernetesClient client(Kubectl of) {
    if (!place.isLoopback()) {
      throw new IllegalStateException(url() + " is out of this program's reach");
    }
    Config config = Config.fromKubeconfig(of.kubeconfig().toFile());
    return cleanup.add(new KubernetesClientBuilder().withConfig(config).build());
  }

  /** What a cluster would have brought: nodes, pods, and the tokens of their accounts. */
  public ClusterObjects objects() {
    return new ClusterObjects(this);
  }

  /** Applies {@code manifests/crds} and waits until all of them are served. */
  public void applyDefinitions() {
    apply("manifests/crds");
  }

  /**
   * Applies all of {@code manifests/base}, as an administrator would, and waits until the admission
   * policies judge. What is to run on nodes is stored and, without a kubelet, does not run.
   */
  public void install() {
    apply("manifests/base");
    // Compiled together, a second later; whoever may do everything may not write this.
    await(
        "the admission policies judge",
        () -> admin.apply(UNPUBLISHED, "--dry-run=server").err().contains("operator alone"));
  }

  private void apply(String folder) {
    admin.applyFrom("-k", Checkout.path(folder)).orFail();
    admin.run("wait", "--for=condition=Established", "crd", "--all", "--timeout=30s").orFail();
  }

  /** Ends the API server as a service manager would; connections are closed. */
  public void stopApiServer() {
    server.stop();
  }

  /** Starts it again and waits until it is ready. */
  public void startApiServer() {
    launchServer();
    awaitReady();
  }

  /** Ends both at once and without asking; {@link #startAll} finds what etcd had acknowledged. */
  public void kill() {
    server.kill();
    etcd.kill();
  }

  /** Starts both after {@link #kill} and waits until they are ready. */
  public void startAll() {
    etcd.start();
    startApiServer();
  }

  /** What is stored now. Both stand still for a moment. */
  public Snapshot snapshot() {
    server.stop();
    etcd.stop();
    Snapshot snapshot = Snapshot.of(etcd, directory.resolve("snapshot-" + files.incrementAndGet()));
    startAll();
    return snapshot;
  }

  /** Goes back to what was stored then, and to its revision; nobody is told. */
  public void restore(Snapshot snapshot) {
    server.stop();
    etcd.stop();
    snapshot.restoreTo(etcd);
    startAll();
  }

  /** What both have logged. */
  public String log() {
    return "--- etcd%n%s%n--- kube-apiserver%n%s".formatted(etcd.log(), server.log());
  }

  @Override
  public void close() {
    cleanup.close();
  }

  /** Returns once the server has a certificate, without which nobody can ask it. */
  private void launchServer() {
    server.start();
    await("the API server has a certificate", () -> server.authority().toFile().length() > 0);
  }

  private void awaitReady() {
    await(
        "the API server is ready",
        () -> admin.run("--request-timeout=2s", "get", "--raw", "/readyz").succeeded());
  }

  private void await(String what, java.util.concurrent.Callable<Boolean> so) {
    try {
      Awaitility.await(what)
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(PAUSE)
          .failFast("it ended", () -> !server.alive() || !etcd.alive())
          .until(so);
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw new IllegalStateException("not so: " + what + System.lineSeparator() + log(), e);
    }
  }
}
