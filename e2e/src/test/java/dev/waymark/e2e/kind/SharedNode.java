package dev.waymark.e2e.kind;

import dev.waymark.e2e.lab.Footprint;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test the cluster of one node that all tests of this run share, with Waymark installed
 * again if a test removed it. Such a test leaves neither resources nor pods.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("kind")
@ExtendWith(SharedNode.Resolver.class)
@interface SharedNode {

  /**
   * The cluster, and what its node looked like before Waymark came.
   *
   * @param before the footprint of the node without Waymark
   */
  record Installed(Waymark waymark, Footprint before) implements AutoCloseable {

    KindCluster cluster() {
      return waymark.cluster();
    }

    ClusterNode node() {
      return cluster().nodes().getFirst();
    }

    @Override
    public void close() {
      cluster().close();
    }
  }

  /** Starts it for the first test that asks; it ends with the run. */
  final class Resolver implements ParameterResolver {
    private static final Namespace RUN = Namespace.create(SharedNode.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Installed.class;
    }

    @Override
    public Installed resolveParameter(ParameterContext parameter, ExtensionContext context) {
      Installed installed =
          context
              .getRoot()
              .getStore(RUN)
              .computeIfAbsent(Resolver.class, _ -> start(), Installed.class);
      installed.waymark().install();
      return installed;
    }

    private static Installed start() {
      var engine = Engine.fromEnvironment();
      SingleNode cluster = SingleNode.start(engine);
      try {
        cluster.load(List.of(Path.of(engine.toolbox())));
        Waymark waymark = Waymark.bring(cluster);
        return new Installed(waymark, cluster.nodes().getFirst().footprint());
      } catch (RuntimeException failed) {
        cluster.close();
        throw failed;
      }
    }
  }
}
