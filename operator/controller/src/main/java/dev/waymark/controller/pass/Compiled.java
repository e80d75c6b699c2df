package dev.waymark.controller.pass;

import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.Facts;
import dev.waymark.compiler.contribution.ConfigMapData;
import dev.waymark.controller.observe.ClusterView;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The compiler of the last pass, kept while it would be asked the same again: most passes are about
 * what a node says. For one thread.
 */
final class Compiled {

  /** A resource of one uid and generation never declares anything else. */
  private record Asked(List<String> declared, Set<ConfigMapData> configMaps, Facts facts) {
    static Asked of(ClusterView view) {
      return new Asked(
          view.declared().values().stream()
              .map(one ->
                  "%s %s %d %b".formatted(one.owner(), one.uid(), one.generation(), one.deleting()))
              .toList(),
          Set.copyOf(view.inputs().configMaps()),
          view.facts());
    }
  }

  private @Nullable Asked asked;
  private @Nullable Compiler last;

  /** The compiler for what is seen. */
  Compiler of(ClusterView view) {
    Asked now = Asked.of(view);
    Compiler compiler = last;
    if (compiler == null || !now.equals(asked)) {
      compiler = Compiler.of(view.inputs(), view.facts());
      last = compiler;
      asked = now;
    }
    return compiler;
  }
}
