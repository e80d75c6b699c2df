package dev.waymark.daemon.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the command line says instead of the file; absent leaves the file's. */
public record SettingsOverrides(
    @Nullable String node,
    @Nullable String repository,
    @Nullable String branch,
    @Nullable Path pin,
    @Nullable Path state,
    @Nullable Path run) {

  /** Nothing is said instead. */
  public static final SettingsOverrides NONE =
      new SettingsOverrides(null, null, null, null, null, null);

  Path orElse(@Nullable Path said, Path otherwise) {
    return said == null ? otherwise : said;
  }
}
