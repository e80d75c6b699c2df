package dev.waymark.daemon.probe;

import dev.waymark.libbpf.socket.MarkedStream;
import java.net.InetAddress;
import java.time.Duration;

/** A connection, which is answered once it is established. */
record TcpProbe(int port) implements Probe {

  // It is opened to be closed again.
  @SuppressWarnings("try")
  @Override
  public ProbeAnswer ask(InetAddress target, int mark, Duration patience) {
    try (MarkedStream opened = MarkedStream.connect(target, port, mark, patience)) {
      return ProbeAnswer.ANSWERED;
    }
  }
}
