package dev.waymark.daemon.source.git;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.Compilation;
import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.Facts;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.select.NodeFacts;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.daemon.source.SourceReading;
import dev.waymark.daemon.source.Wanted;
import dev.waymark.daemon.source.git.GitReading.Found;
import dev.waymark.repository.Manifests;
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
    Manifests manifests = Manifests.read(commit.files());
    if (!manifests.errors().isEmpty()) {
      return new SourceReading.Rejected(commit.commit(), Reason.Invalid, manifests.errors());
    }
    Compilation compilation = Compiler.compile(manifests.inputs(), facts);
    if (compilation.refusesAny()) {
      return new SourceReading.Rejected(
          commit.commit(), Reason.Invalid, manifests.errors(compilation));
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
}
