package dev.waymark.controller.cli;

import dev.waymark.api.net.Prefix;
import dev.waymark.controller.replica.Replica;
import dev.waymark.controller.replica.ReplicaSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code waymark-operator run}. */
@Command(
    name = "run",
    description = "Watch the cluster, wait to lead, then publish, until ended.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "How to reach the API server; absent: as a Pod, or as kubectl does.")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      defaultValue = "waymark-system",
      description = "The operator's own: its lease and the administrator's words are there.")
  private String namespace = "waymark-system";

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS:PORT",
      defaultValue = "0.0.0.0:9641",
      converter = ListenAddress.class,
      description = "Where /metrics, /healthz and /readyz are served.")
  private InetSocketAddress listen = new InetSocketAddress(0);

  @Option(
      names = "--protect",
      paramLabel = "CIDR",
      converter = PrefixText.class,
      description =
          "A range that no route takes over without force, besides the cluster's Service and Pod"
              + " ranges and its API server. May be repeated.")
  private List<Prefix> protect = new ArrayList<>();

  @Option(
      names = "--lease-duration",
      paramLabel = "SECONDS",
      defaultValue = "15",
      hidden = true,
      description = "How long a dead leader is waited for.")
  private int leaseSeconds = 15;

  @Option(
      names = "--collect-every",
      paramLabel = "SECONDS",
      defaultValue = "300",
      hidden = true,
      description = "How often slices are collected; those of twice that age.")
  private int collectSeconds = 300;

  @Override
  public Integer call() throws Exception {
    ReplicaSettings settings =
        new ReplicaSettings(
            kubeconfig,
            namespace,
            listen,
            protect,
            Duration.ofSeconds(leaseSeconds),
            Duration.ofSeconds(collectSeconds),
            ReplicaSettings.freshInstance());
    CountDownLatch ended = new CountDownLatch(1);
    AtomicInteger code = new AtomicInteger(ExitCode.DONE);
    Runnable fatal =
        () -> {
          code.set(ExitCode.REFUSED);
          ended.countDown();
        };
    Replica replica = Replica.start(settings, fatal);
    // However it ends: a signal, or what is fatal.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  replica.close();
                  ended.countDown();
                },
                "end"));
    ended.await();
    return code.get();
  }
}
