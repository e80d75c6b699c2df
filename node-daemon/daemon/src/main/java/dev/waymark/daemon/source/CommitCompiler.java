package dev.waymark.daemon.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.yaml.Positions;
import dev.waymark.api.yaml.StrictYaml;
import dev.waymark.api.yaml.YamlDocument;
import dev.waymark.api.yaml.YamlError;
import dev.waymark.api.yaml.YamlReading;
import dev.waymark.compiler.Compilation;
import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.Facts;
import dev.waymark.compiler.Inputs;
import dev.waymark.compiler.diagnostic.Diagnostic;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.select.NodeFacts;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.daemon.source.GitReading.Found;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A commit's manifests → what this node shall hold, or every reason why not. All or nothing. */
public final class CommitCompiler {

  private final String node;
  private final Facts facts;

  /** What became of a commit. */
  public sealed interface Outcome {
    /** It may be applied. */
    record Accepted(Wanted wanted) implements Outcome {}

    /**
     * Something in it is wrong, so none of it counts.
     *
     * @param errors one line each, with file, line and column
     */
    record Rejected(String commit, List<String> errors) implements Outcome {
      public Rejected {
        errors = List.copyOf(errors);
      }
    }
  }

  /**
   * For one node, which is all of its class.
   *
   * @param shields prefixes that the installer protects
   */
  public CommitCompiler(String node, Map<String, String> labels, List<Prefix> shields) {
    this.node = node;
    this.facts = new Facts(List.of(new NodeFacts(node, labels)), shields);
  }

  /** Reads strictly and compiles. */
  public Outcome compile(Found commit) {
    StrictYaml yaml = new StrictYaml();
    for (SourceFile file : commit.files()) {
      yaml.add(file.path(), file.text().getBytes(UTF_8));
    }
    YamlReading reading = yaml.reading();
    if (!reading.errors().isEmpty()) {
      return new Outcome.Rejected(
          commit.commit(), reading.errors().stream().map(YamlError::toString).toList());
    }
    Compilation compilation = Compiler.compile(Inputs.of(reading), facts);
    if (compilation.refusesAny()) {
      return new Outcome.Rejected(commit.commit(), errors(compilation, reading));
    }
    DesiredState state = compilation.state(node);
    SliceTree tree = SliceTree.of(state);
    return new Outcome.Accepted(
        new Wanted(
            state,
            tree.root(),
            commit.commit(),
            tree.slices(),
            List.copyOf(compilation.reports().values())));
  }

  private static List<String> errors(Compilation compilation, YamlReading reading) {
    Map<Owner, Positions> places = new HashMap<>();
    for (YamlDocument document : reading.documents()) {
      if (document instanceof YamlDocument.Resource(var resource, var positions)) {
        String namespace = resource.getMetadata().getNamespace();
        places.put(
            new Owner(
                resource.getKind(),
                namespace == null ? "" : namespace,
                resource.getMetadata().getName()),
            positions);
      }
    }
    List<String> errors = new ArrayList<>();
    for (Diagnostic diagnostic : compilation.diagnostics()) {
      if (diagnostic.error()) {
        Positions positions = places.get(diagnostic.resource());
        errors.add(
            positions == null
                ? diagnostic.toString()
                : "%s: %s".formatted(positions.of(diagnostic.path()), diagnostic.sentence()));
      }
    }
    return errors;
  }
}
