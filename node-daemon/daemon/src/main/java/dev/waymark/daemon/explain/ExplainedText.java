package dev.waymark.daemon.explain;

import dev.waymark.daemon.explain.Explained.GenerationSaid;
import dev.waymark.daemon.explain.Explained.OutSaid;
import dev.waymark.dataplane.layout.Verdict;
import org.jspecify.annotations.Nullable;

/** The story for people: a line a step, in the order of the steps. */
public final class ExplainedText {

  private static final int COMMIT_LENGTH = 12;
  private static final int HEX_LINE = 64;

  private ExplainedText() {}

  /** Lines, each ended by a line feed. */
  public static String of(Explained told) {
    StringBuilder text = new StringBuilder();
    line(text, "packet", told.packet() + ", in by " + told.interfaceName());
    line(text, "generation", generation(told.generation()));
    line(text, "rule", told.rule());
    line(text, "route", told.route());
    line(text, "next hop", told.nextHop());
    line(text, told.verdict() == Verdict.DROP ? "end" : "path", told.because());
    line(text, "where", told.early() ? "in the driver, at XDP" : null);
    OutSaid out = told.out();
    if (out != null) {
      line(text, "out", out.packet() + ", mark " + out.mark());
      line(text, "hex", lines(out.hex()));
    }
    line(text, "reason", told.reason());
    told.notes().forEach(note -> line(text, "note", note));
    return text.toString();
  }

  private static @Nullable String generation(@Nullable GenerationSaid said) {
    if (said == null) {
      return null;
    }
    String commit = said.commit();
    return said.number()
        + (said.onTrial() ? ", on trial" : ", stable")
        + (commit == null
            ? ", commit not known"
            : ", commit " + commit.substring(0, Math.min(COMMIT_LENGTH, commit.length())))
        + ", root "
        + said.root().substring(0, COMMIT_LENGTH);
  }

  private static @Nullable String lines(@Nullable String hex) {
    return hex == null ? null : hex.replaceAll("(.{" + HEX_LINE + "})(?=.)", "$1\n");
  }

  private static void line(StringBuilder text, String key, @Nullable Object value) {
    if (value != null) {
      String indented = value.toString().replace("\n", "\n" + " ".repeat(12));
      text.append("%-11s %s%n".formatted(key, indented));
    }
  }
}
