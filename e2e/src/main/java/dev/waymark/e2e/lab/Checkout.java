package dev.waymark.e2e.lab;

import java.nio.file.Files;
import java.nio.file.Path;

/** This checkout: tests run in their module's folder, the demo at the top. */
public final class Checkout {
  private Checkout() {}

  /**
   * A file or folder of it, by its path from the top.
   *
   * @throws IllegalStateException if there is none here or above
   */
  public static Path path(String relative) {
    Path here = Path.of("").toAbsolutePath();
    for (Path at = here; at != null; at = at.getParent()) {
      Path found = at.resolve(relative);
      if (Files.exists(found)) {
        return found;
      }
    }
    throw new IllegalStateException("there is no " + relative + " at or above " + here);
  }
}
