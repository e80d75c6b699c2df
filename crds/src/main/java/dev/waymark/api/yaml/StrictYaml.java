package dev.waymark.api.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads manifests strictly: many documents a file, many files a reading.
 *
 * <p>Every error of every file is told. Order of the files does not matter but for which of two
 * duplicates is told as the second. Not thread-safe.
 */
public final class StrictYaml {
  private final List<YamlError> errors = new ArrayList<>();
  private final DocumentReader documents = new DocumentReader(errors);

  /** Reads one file. */
  public static YamlReading read(String name, byte[] content) {
    return new StrictYaml().add(name, content).reading();
  }

  /** Adds a file by the name that errors shall carry, and its bytes (UTF-8). */
  public StrictYaml add(String name, byte[] content) {
    for (YamlNode document : TreeReader.read(name, content, errors)) {
      documents.add(document);
    }
    return this;
  }

  /** All that was added so far. */
  public YamlReading reading() {
    List<YamlError> sorted = new ArrayList<>(errors);
    sorted.sort(Comparator.comparing(YamlError::place).thenComparing(YamlError::path));
    return new YamlReading(documents.documents(), sorted, documents.skipped());
  }
}
