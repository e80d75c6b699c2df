package dev.waymark.dataplane.packet;

import dev.waymark.dataplane.packet.Dissection.Field;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Two packets side by side, field by field, the first difference marked. */
public final class ByteDiff {
  private ByteDiff() {}

  /** Empty when the packets are equal, else a text of many lines that ends with both in hex. */
  public static String between(byte[] expected, byte[] actual) {
    int first = Arrays.mismatch(expected, actual);
    if (first < 0) {
      return "";
    }
    List<Field> left = Dissection.of(expected);
    List<Field> right = Dissection.of(actual);
    StringBuilder text = new StringBuilder();
    text.append("first difference at byte %d (%s)%n".formatted(first, name(left, right, first)));
    text.append("     %-46s %s%n".formatted("expected", "actual"));
    boolean marked = false;
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      String one = i < left.size() ? left.get(i).toString() : "(nothing)";
      String other = i < right.size() ? right.get(i).toString() : "(nothing)";
      boolean differs = !one.equals(other);
      String mark = !differs ? "    " : marked ? "  ! " : "--> ";
      marked |= differs;
      text.append("%s %-46s %s%n".formatted(mark, one, differs ? other : ""));
    }
    return text.append("expected %s%n".formatted(hex(expected)))
        .append("actual   %s%n".formatted(hex(actual)))
        .toString();
  }

  /** A packet decoded, a field a line. */
  public static String show(byte[] packet) {
    StringBuilder text = new StringBuilder();
    Dissection.of(packet).forEach(field -> text.append("  ").append(field).append('\n'));
    return text.append("  hex ").append(hex(packet)).append('\n').toString();
  }

  private static String name(List<Field> left, List<Field> right, int offset) {
    for (List<Field> fields : List.of(left, right)) {
      for (Field field : fields) {
        if (field.offset() <= offset && offset < field.offset() + field.length()) {
          return field.name();
        }
      }
    }
    return "the end";
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
