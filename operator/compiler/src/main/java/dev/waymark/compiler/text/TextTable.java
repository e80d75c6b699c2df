package dev.waymark.compiler.text;

import java.util.ArrayList;
import java.util.List;

/** Rows of text under a head, in columns as wide as their widest cell. */
public final class TextTable {

  private static final int GAP = 3;

  private final String[] head;
  private final List<String[]> rows = new ArrayList<>();

  /** No rows yet. */
  public TextTable(String... head) {
    this.head = head.clone();
  }

  /** One more row, with a cell for each column. */
  public void row(String... cells) {
    if (cells.length != head.length) {
      throw new IllegalArgumentException(
          "columns=%d cells=%d".formatted(head.length, cells.length));
    }
    rows.add(cells.clone());
  }

  /** Whether there is no row. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Lines, each ending with a line feed. */
  @Override
  public String toString() {
    int[] widths = new int[head.length];
    List<String[]> all = new ArrayList<>();
    all.add(head);
    all.addAll(rows);
    for (String[] row : all) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        line.append(row[i]).repeat(' ', widths[i] + GAP - row[i].length());
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
