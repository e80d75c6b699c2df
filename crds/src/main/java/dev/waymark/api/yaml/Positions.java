package dev.waymark.api.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where each field of one document stands. */
public final class Positions {
  private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[([0-9]+)]");

  private final YamlNode root;

  Positions(YamlNode root) {
    this.root = root;
  }

  /** Where the document begins. */
  public Place start() {
    return root.place();
  }

  /**
   * Where the value of a path such as {@code spec.routes[3].via[0].gateway} stands; for what is
   * absent, the nearest object around it. Keys that contain dots (labels) end the path.
   */
  public Place of(String path) {
    YamlNode node = root;
    Matcher steps = STEP.matcher(path);
    int at = 0;
    while (at < path.length() && steps.find(at) && steps.start() == at) {
      at = steps.end();
      YamlNode next =
          steps.group(2) == null ? node.get(steps.group(1)) : node.get(index(steps.group(2)));
      if (next == null) {
        return node.place();
      }
      node = next;
    }
    return node.place();
  }

  private static int index(String digits) {
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }
}
