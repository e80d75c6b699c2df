package dev.waymark.e2e.controlplane;

import dev.waymark.e2e.lab.Background;
import dev.waymark.e2e.lab.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One kube-apiserver with a certificate that it makes itself, at the same port over its deaths. */
final class ApiServer implements AutoCloseable {
  /** The cluster's Services; the ServiceCIDR object that the API server makes says so too. */
  static final String SERVICE_RANGE = "10.96.0.0/16";

  private final Programs programs;
  private final Place place;
  private final Etcd etcd;
  private final Path certificates;
  private final Path tokens;
  private final Path log;
  private final ServiceAccountKeys keys;
  private final int port = Place.freePort();
  private @Nullable Background process;

  ApiServer(Programs programs, Place place, Etcd etcd, Path directory, List<TokenUser> users) {
    this.programs = programs;
    this.place = place;
    this.etcd = etcd;
    this.certificates = directory.resolve("certificates");
    this.tokens = directory.resolve("tokens.csv");
    this.log = directory.resolve("kube-apiserver.log");
    this.keys = ServiceAccountKeys.generate(directory);
    try {
      Files.write(tokens, users.stream().map(TokenUser::line).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + tokens, e);
    }
  }

  String url() {
    return "https://" + place.address() + ":" + port;
  }

  /** What clients trust; there once the server has started. */
  Path authority() {
    return certificates.resolve("apiserver.crt");
  }

  void start() {
    var words =
        new ArrayList<>(
            List.of(
                programs.program("kube-apiserver").toString(),
                "--etcd-servers=" + etcd.url(),
                "--bind-address=" + place.address(),
                "--secure-port=" + port,
                "--cert-dir=" + certificates,
                "--token-auth-file=" + tokens,
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + keys.verifying(),
                "--service-account-signing-key-file=" + keys.signing(),
                "--service-cluster-ip-range=" + SERVICE_RANGE));
    if (place.isLoopback()) {
      // An EndpointSlice may not name a loopback address: default/kubernetes then has none.
      words.add("--endpoint-reconciler-type=none");
    }
    process = place.on(Command.of(words)).start(log);
  }

  /** Ends it as a service manager would. */
  void stop() {
    if (process != null) {
      process.close();
    }
  }

  /** Ends it at once and without asking. */
  void kill() {
    if (process != null) {
      process.kill();
    }
  }

  String log() {
    return process == null ? "" : process.text();
  }

  boolean alive() {
    return process != null && process.alive();
  }

  @Override
  public void close() {
    stop();
  }
}
