package dev.waymark.api.yaml;

/**
 * An error of a file.
 *
 * @param place where it stands; for something missing, the object that lacks it
 * @param path the field, for instance {@code spec.routes[3].to}; empty for the document itself
 * @param problem what is wrong; what would be right
 */
public record YamlError(Place place, String path, String problem) {
  /** {@code file:line:column: path: problem}. */
  @Override
  public String toString() {
    return path.isEmpty() ? place + ": " + problem : place + ": " + path + ": " + problem;
  }
}
