package dev.waymark.e2e.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The figures as a table for people, and as JSON for comparison between versions. */
final class Report {

  private Report() {}

  static void heading(PrintStream out) {
    out.printf(
        "%n%-44s %12s %12s  %-18s %8s %7s  %s%n",
        "", "waymark", "peer", "", "ratio", "spread", "goal");
  }

  static void line(PrintStream out, Figure figure) {
    boolean alone = figure.theirs().length == 0;
    out.printf(
        Locale.ROOT,
        "%-44s %12s %12s  %-18s %8s %6.0f%%  %s%n",
        figure.row(),
        amount(figure.median(), figure.unit()),
        alone ? "" : amount(Figure.median(figure.theirs()), figure.unit()),
        figure.peer() == null ? "" : figure.peer(),
        alone ? "" : String.format(Locale.ROOT, "%.1f×", figure.ratio()),
        100 * figure.spread(),
        goal(figure));
  }

  private static String amount(double value, String unit) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f %s" : "%.0f %s", value, unit);
  }

  private static String goal(Figure figure) {
    String verdict = figure.met() ? "met" : "NOT MET";
    return switch (figure.goal()) {
      case null -> "";
      case Figure.Goal.TimesBetter(double times) ->
          String.format(Locale.ROOT, "≥ %s× %s", trimmed(times), verdict);
      case Figure.Goal.AtMost(double value) ->
          String.format(Locale.ROOT, "≤ %s %s %s", trimmed(value), figure.unit(), verdict);
    };
  }

  private static String trimmed(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  static void json(Path file, List<Figure> figures) throws IOException {
    var mapper = new ObjectMapper();
    var rows = mapper.createArrayNode();
    for (Figure figure : figures) {
      ObjectNode row = rows.addObject();
      row.put("row", figure.row()).put("unit", figure.unit());
      row.set("waymark", mapper.valueToTree(figure.ours()));
      row.put("peer", figure.peer());
      row.set("peerSamples", mapper.valueToTree(figure.theirs()));
      if (figure.theirs().length > 0) {
        row.put("ratio", figure.ratio());
      }
      row.put("met", figure.met());
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), rows);
  }
}
