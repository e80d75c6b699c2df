package dev.waymark.daemon.source.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.Reason;
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
import dev.waymark.daemon.source.SourceReading;
import dev.waymark.daemon.source.Wanted;
import dev.waymark.daemon.source.git.GitReading.Found;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A commit's manifests → what this node shall hold, or every reason why not. All or nothing. */
public final class CommitCompiler {

  private final String node;
  private final Facts facts;

  /**
   * For one node, which is all of its class.
   *
   * @param shields prefixes that the installer protects
   */
  public CommitCompiler(String node, Map<String, String> labels, List<Prefix> shields) {
    this.node = node;
    this.facts = new Facts(List.of(new NodeFacts(node, labels)), shields);
  }

  /** Reads strictly and compiles; found or rejected. */
  SourceReading compile(Found commit) {
    StrictYaml yaml = new StrictYaml();
    for (SourceFile file : commit.files()) {
      yaml.add(file.path(), file.text().getBytes(UTF_8));
    }
    YamlReading reading = yaml.reading();
    if (!reading.errors().isEmpty()) {
      return new SourceReading.Rejected(
          commit.commit(),
          Reason.Invalid,
          reading.errors().stream().map(YamlError::toString).toList());
    }
    Compilation compilation = Compiler.compile(Inputs.of(reading), facts);
    if (compilation.refusesAny()) {
      return new SourceReading.Rejected(
          commit.commit(), Reason.Invalid, errors(compilation, reading));
    }
    DesiredState state = compilation.state(node);
    SliceTree tree = SliceTree.of(state);
    return new SourceReading.Found(
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
