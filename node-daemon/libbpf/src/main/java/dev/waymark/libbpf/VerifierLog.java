package dev.waymark.libbpf;

import java.util.List;

/**
 * What the verifier wrote about a program that it refused.
 *
 * @param whole all of it
 */
public record VerifierLog(String whole) {

  /** The line that says why, after the line of C that it is about if the log names one. */
  public String tellingLine() {
    List<String> lines = whole.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    String why = "the verifier said nothing";
    int at = lines.size();
    while (--at >= 0) {
      if (!isStatistics(lines.get(at))) {
        why = lines.get(at);
        break;
      }
    }
    while (--at >= 0) {
      if (lines.get(at).startsWith(";")) {
        return why + " (at: " + lines.get(at).substring(1).strip() + ")";
      }
    }
    return why;
  }

  private static boolean isStatistics(String line) {
    return line.startsWith("processed ")
        || line.startsWith("verification time ")
        || line.startsWith("stack depth ")
        || line.startsWith("insns processed ");
  }
}
