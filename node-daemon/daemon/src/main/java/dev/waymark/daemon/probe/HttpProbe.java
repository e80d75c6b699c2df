package dev.waymark.daemon.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.waymark.libbpf.socket.MarkedStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A GET (RFC 9112), which 2xx and 3xx answer. By hand, because no HTTP client of Java's can mark
 * its packets; only the status line is read.
 *
 * @param host as declared, for the Host field
 */
record HttpProbe(String host, int port, String path) implements Probe {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})[ \r]");
  private static final int STATUS_LINE_MAX = 256;
  private static final int USUAL_PORT = 80;

  @Override
  public ProbeAnswer ask(InetAddress target, int mark, Duration patience) {
    String name = host.contains(":") ? "[" + host + "]" : host;
    String request =
        "GET %s HTTP/1.1\r\nHost: %s%s\r\nUser-Agent: waymark\r\nConnection: close\r\n\r\n"
            .formatted(path, name, port == USUAL_PORT ? "" : ":" + port);
    try (MarkedStream stream = MarkedStream.connect(target, port, mark, patience)) {
      stream.send(request.getBytes(US_ASCII));
      return judge(statusLine(stream));
    }
  }

  private static String statusLine(MarkedStream stream) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] next = stream.receive();
    while (next.length > 0) {
      line.writeBytes(next);
      if (line.size() >= STATUS_LINE_MAX || line.toString(US_ASCII).contains("\n")) {
        break;
      }
      next = stream.receive();
    }
    return line.toString(US_ASCII);
  }

  private static ProbeAnswer judge(String line) {
    Matcher status = STATUS.matcher(line);
    if (!status.lookingAt()) {
      return new ProbeAnswer.Failed("what answered speaks no HTTP/1.1");
    }
    char kind = status.group(1).charAt(0);
    return kind == '2' || kind == '3'
        ? ProbeAnswer.ANSWERED
        : new ProbeAnswer.Failed("status " + status.group(1));
  }
}
