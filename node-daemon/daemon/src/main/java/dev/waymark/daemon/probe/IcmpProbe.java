package dev.waymark.daemon.probe;

import dev.waymark.libbpf.socket.MarkedEcho;
import java.net.InetAddress;
import java.time.Duration;

/** An echo request, which an echo reply answers. */
record IcmpProbe() implements Probe {

  @Override
  public ProbeAnswer ask(InetAddress target, int mark, Duration patience) {
    MarkedEcho.ask(target, mark, patience);
    return ProbeAnswer.ANSWERED;
  }
}
