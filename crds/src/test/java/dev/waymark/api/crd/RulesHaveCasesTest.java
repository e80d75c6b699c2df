package dev.waymark.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.yaml.AdmissionCase;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RulesHaveCasesTest {
  private static final Pattern ID = Pattern.compile("\\b[A-Z]{2,3}(-[A-Z0-9]+)?-[0-9]{2}\\b");
  private static final Pattern OF_PACKETS = Pattern.compile("(PK|WY|OD)-.*");

  /** Only an API server knows what was there before; its own tests show these. */
  private static final Set<String> ABOUT_CHANGES = Set.of("NR-EPOCH-01", "RS-FIXED-01");

  private static final Set<String> NOT_SOURCES = Set.of(".git", "target", "manifests");

  @Test
  void everyRuleOfTheRecordsStandsOnThePage() throws IOException {
    assertThat(page()).containsAll(ShippedSchemas.ruleIds());
  }

  @Test
  void everyIdThatACaseNamesStandsOnThePage() throws IOException {
    assertThat(page()).containsAll(shownHere());
  }

  @Test
  void everyRuleOfTheResourcesHasACase() throws IOException {
    Set<String> without = page();
    without.removeIf(id -> OF_PACKETS.matcher(id).matches());
    without.removeAll(ABOUT_CHANGES);
    without.removeAll(shownHere());
    assertThat(without).isEmpty();
  }

  @Test
  void packetRulesWithoutACaseAreListed() throws IOException {
    Set<String> without = page();
    without.removeIf(id -> !OF_PACKETS.matcher(id).matches());
    int all = without.size();
    without.removeAll(namedIn(Path.of("..")));
    Files.write(Path.of("target", "rules-without-a-case.txt"), without);
    System.out.printf("packet rules without a case: %d of %d %s%n", without.size(), all, without);
    assertThat(all).isGreaterThan(20);
  }

  private static Set<String> page() throws IOException {
    return ids(Files.readString(Path.of("README.md")));
  }

  private static Set<String> shownHere() throws IOException {
    Set<String> shown = namedIn(Path.of("src", "test", "java", "dev", "waymark", "api", "yaml"));
    AdmissionCase.all().forEach(row -> shown.addAll(row.shows()));
    return shown;
  }

  /**
   * The ids in tests, examples and end-to-end cases below a folder; this test's own text does not
   * count.
   */
  private static Set<String> namedIn(Path folder) throws IOException {
    Set<String> named = new TreeSet<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return NOT_SOURCES.contains(String.valueOf(directory.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (isTest(file)) {
              named.addAll(ids(Files.readString(file)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return named;
  }

  private static boolean isTest(Path file) {
    String path = file.toString().replace('\\', '/');
    boolean readable = path.endsWith(".java") || path.endsWith(".yaml");
    boolean place = path.contains("src/test/") || path.contains("/e2e/");
    return readable && place && !path.endsWith("RulesHaveCasesTest.java");
  }

  private static Set<String> ids(String text) {
    return ID.matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
