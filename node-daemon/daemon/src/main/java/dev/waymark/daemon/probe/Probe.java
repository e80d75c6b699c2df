package dev.waymark.daemon.probe;

import dev.waymark.compiler.model.DesiredProbe;
import java.net.InetAddress;
import java.time.Duration;

/** One question to one address. */
sealed interface Probe permits IcmpProbe, TcpProbe, HttpProbe {

  /** The question that was declared. */
  static Probe of(DesiredProbe declared) {
    return switch (declared.type()) {
      case Icmp -> new IcmpProbe();
      case Tcp -> new TcpProbe(declared.port());
      case Http -> new HttpProbe(declared.target(), declared.port(), declared.path());
    };
  }

  /**
   * Asks once, from the calling thread's network namespace.
   *
   * @param mark that has the kernel send it by one next hop; 0: by its own routes
   * @throws dev.waymark.libbpf.NativeException what came instead of an answer
   */
  ProbeAnswer ask(InetAddress target, int mark, Duration patience);
}
