package dev.waymark.daemon.settings;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.daemon.settings.SourceSettings.Git;
import dev.waymark.daemon.settings.SourceSettings.Kubernetes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The key {@code source} of the settings. */
final class SourceReader {

  private static final String BRANCH = "main";
  private static final String PATH = ".";
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private SourceReader() {}

  /** Reads it; what the command line says of a repository counts instead of the file. */
  static SourceSettings read(SettingsMapping top, SettingsOverrides overrides) {
    SettingsMapping source = top.mapping("source", keys("git", "kubernetes"));
    if (!source.has("kubernetes")) {
      return git(source, overrides);
    }
    if (source.has("git")) {
      source.tell("stands beside git; keep one of the two");
    }
    if (overrides.repository() != null || overrides.branch() != null) {
      source.tell("is kubernetes, and --repository and --branch belong to git; leave them out");
    }
    SettingsMapping kubernetes = source.mapping("kubernetes", keys("kubeconfig"));
    @Nullable Path kubeconfig =
        kubernetes.value("kubeconfig", text -> Path.of(SettingsText.text(text)), null);
    if (kubeconfig != null && !kubeconfig.isAbsolute()) {
      kubernetes.tell("kubeconfig", "is not an absolute path; begin it with /");
    }
    return new Kubernetes(Optional.ofNullable(kubeconfig));
  }

  private static Git git(SettingsMapping source, SettingsOverrides overrides) {
    SettingsMapping git = source.mapping("git", keys("repository", "branch", "path", "interval"));
    String repository = git.value("repository", SettingsText::text, null);
    if (overrides.repository() != null) {
      repository = overrides.repository();
    }
    if (repository == null) {
      git.tell(
          "repository",
          "is missing; write the repository's path or URL, or source: {kubernetes: {}} in a"
              + " cluster");
      repository = "";
    }
    String branch = git.value("branch", SettingsText::text, BRANCH);
    return new Git(
        repository,
        overrides.branch() == null ? branch : overrides.branch(),
        git.value("path", SettingsText::text, PATH),
        git.value("interval", text -> TimeSpan.parse(text).duration(), INTERVAL));
  }

  private static Set<String> keys(String... keys) {
    return new LinkedHashSet<>(List.of(keys));
  }
}
