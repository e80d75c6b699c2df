package dev.waymark.e2e.kind;

import dev.waymark.e2e.lab.Footprint;
import dev.waymark.e2e.lab.Output;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A node of a cluster: a container that runs a kubelet.
 *
 * @param container the container's id or name
 * @param name the name of its Node object
 */
record ClusterNode(Engine engine, String container, String name) {
  private static final String BPF = "/sys/fs/bpf";

  /** Runs a command on the node, as root. */
  Output run(String... words) {
    return engine.run(
        Stream.concat(Stream.of("exec", container), Stream.of(words)).toArray(String[]::new));
  }

  /** Puts the image of this archive where the node's pods find it. */
  void load(Path archive) {
    String there = "/var/" + archive.getFileName();
    engine.run("cp", archive.toString(), container + ":" + there).orFail();
    run("ctr", "-n", "k8s.io", "images", "import", there).orFail();
    run("rm", there).orFail();
  }

  /** Mounts the BPF file system, as systemd does on a node that is no container. */
  void mountBpf() {
    run("sh", "-c", "mountpoint -q %1$s || mount -t bpf bpf %1$s".formatted(BPF)).orFail();
  }

  /** All that Waymark could leave here. */
  Footprint footprint() {
    return Footprint.of(this::run, Path.of(BPF));
  }

  /** The address by which other nodes, and hosts beside the cluster, reach it. */
  String address() {
    String line = run("ip", "-4", "-o", "address", "show", "dev", "eth0").orFail().out();
    return line.replaceFirst("(?s).* inet ([0-9.]+)/.*", "$1");
  }
}
