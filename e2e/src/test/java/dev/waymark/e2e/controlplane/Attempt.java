package dev.waymark.e2e.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.e2e.lab.Output;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/**
 * Something that somebody tries by kubectl, judged by the API server and not carried out.
 *
 * @param input what kubectl reads
 * @param words its command line
 */
record Attempt(String input, List<String> words) {
  /** A digest that slices and roots may have. */
  static final String ROOT = "a".repeat(52);

  /** Another. */
  static final String OTHER_ROOT = "b".repeat(52);

  /** A command; what it changes, it does not change. */
  static Attempt to(String line) {
    List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
    if (!words.getFirst().equals("get")) {
      words.add("--dry-run=server");
    }
    return new Attempt("", words);
  }

  /** Applies a document, whoever wrote it before. */
  static Attempt apply(String document, String... flags) {
    var words = new ArrayList<>(List.of("apply", "--server-side", "--force-conflicts"));
    words.addAll(List.of("--dry-run=server", "-f", "-"));
    words.addAll(List.of(flags));
    return new Attempt(document, words);
  }

  /** Creates what is not there. */
  static Attempt create(String document) {
    return new Attempt(document, List.of("create", "--dry-run=server", "-f", "-"));
  }

  /** Asks for a token of an account of ours. */
  static Attempt tokenOf(String account) {
    return new Attempt("", List.of("create", "token", account, "-n", "waymark-system"));
  }

  /** It is let through. */
  DynamicTest by(Kubectl who, String title) {
    return DynamicTest.dynamicTest(title, () -> run(who).orFail());
  }

  /** It is refused, in these words among others. */
  DynamicTest by(Kubectl who, String title, String told) {
    return DynamicTest.dynamicTest(
        title,
        () -> {
          Output output = run(who);
          assertThat(output.err()).as(output.out()).contains(told);
          assertThat(output.exit()).isNotZero();
        });
  }

  private Output run(Kubectl who) {
    return who.feed(input, words.toArray(String[]::new));
  }

  /** A NodeRouting. */
  static String nodeRouting(String node, String root) {
    return """
    apiVersion: node.waymark.dev/v1alpha1
    kind: NodeRouting
    metadata: {name: %s}
    spec: {root: %s, format: 1, epoch: 1, confirmWithin: 10s}
    """
        .formatted(node, root);
  }

  /** Applies what a node says of itself. */
  static Attempt nodeStatus(String node) {
    return apply(
        """
        apiVersion: node.waymark.dev/v1alpha1
        kind: NodeRouting
        metadata: {name: %s}
        status: {phase: Stable}
        """
            .formatted(node),
        "--subresource=status");
  }

  /** A RouteSlice. */
  static String slice(String name, String data) {
    return """
    apiVersion: node.waymark.dev/v1alpha1
    kind: RouteSlice
    metadata: {name: %s}
    spec: {kind: Routes, format: 1, count: 1, data: %s}
    """
        .formatted(name, data);
  }

  /** A RouteTable with one route. */
  static String table(String name, int id, boolean force) {
    return """
    apiVersion: waymark.dev/v1alpha1
    kind: RouteTable
    metadata: {name: %s}
    spec:
      tableId: %d
      nodeSelector: {}
      routes: [{to: 192.0.2.0/24, type: Blackhole, force: %s}]
    """
        .formatted(name, id, force);
  }

  /** Applies what became of a RouteTable. */
  static Attempt tableStatus(String name) {
    return apply(
        """
        apiVersion: waymark.dev/v1alpha1
        kind: RouteTable
        metadata: {name: %s}
        status: {observedGeneration: 1}
        """
            .formatted(name),
        "--subresource=status");
  }
}
