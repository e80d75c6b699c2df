package dev.waymark.e2e.kind;

import dev.waymark.e2e.lab.Output;
import java.util.stream.Stream;

/**
 * A host beside the cluster, on its nodes' network, that has a far address as well: no route leads
 * there but one by way of this host. It answers HTTP with its own name.
 *
 * @param name its name, which it says of itself
 * @param address its address on the nodes' network
 */
record OutsideHost(Engine engine, String container, String name, String address)
    implements AutoCloseable {

  /** What every one of them has. RFC 5737: documentation only, so nobody else's. */
  static final String FAR = "198.51.100.10";

  /** Starts one. */
  static OutsideHost start(KindCluster cluster, String name) {
    Engine engine = cluster.engine();
    String container = "wm-" + name + "-" + ProcessHandle.current().pid();
    String script =
        """
        ip address add %s/32 dev lo
        mkdir -p /tmp/www
        echo %s >/tmp/www/index.html
        exec busybox httpd -f -p 80 -h /tmp/www
        """
            .formatted(FAR, name);
    String[] words = {
      "run",
      "--detach",
      "--stop-timeout",
      "0",
      "--name",
      container,
      "--network",
      cluster.network(),
      "--cap-add",
      "NET_ADMIN,NET_RAW",
      "localhost/toolbox",
      "sh",
      "-ec",
      script
    };
    engine.run(words).orFail();
    var host = new OutsideHost(engine, container, name, "");
    String line = host.run("ip", "-4", "-o", "address", "show", "dev", "eth0").orFail().out();
    String address = line.replaceFirst("(?s).* inet ([0-9.]+)/.*", "$1");
    return new OutsideHost(engine, container, name, address);
  }

  /** Runs a command there. */
  Output run(String... words) {
    return engine.run(
        Stream.concat(Stream.of("exec", container), Stream.of(words)).toArray(String[]::new));
  }

  @Override
  public void close() {
    engine.run("rm", "--force", container).orFail();
  }
}
