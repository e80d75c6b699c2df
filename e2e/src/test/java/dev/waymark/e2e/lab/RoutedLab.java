package dev.waymark.e2e.lab;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.example.Example;
import dev.waymark.e2e.lab.node.Daemon;
import dev.waymark.e2e.lab.node.GitRepository;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.Ping;
import dev.waymark.e2e.lab.traffic.Trace;
import java.util.Optional;

/** A lab whose router follows a repository: the fixture of the tests in this package. */
record RoutedLab(Lab lab, GitRepository repository, Daemon daemon) implements AutoCloseable {

  /** A router on which these examples serve. */
  static RoutedLab serving(String purpose, Settings settings, String... examples) {
    Lab lab = Lab.standard(purpose);
    try {
      GitRepository repository = GitRepository.create(lab);
      for (String example : examples) {
        Example.named(example).manifests().forEach(repository::write);
      }
      repository.commit("The first routes");
      Daemon daemon = Daemon.start(lab, repository, settings);
      daemon.awaitServing();
      return new RoutedLab(lab, repository, daemon);
    } catch (RuntimeException | AssertionError e) {
      lab.close();
      throw e;
    }
  }

  /** A RouteTable 254 with these lines as its routes, committed and serving. */
  void declareMain(String routes) {
    repository.write("main.yaml", mainTable(routes));
    daemon.awaitServing(repository.commit("Other routes"));
  }

  /** A manifest of the main table. */
  static String mainTable(String routes) {
    return """
    apiVersion: waymark.dev/v1alpha1
    kind: RouteTable
    metadata: {name: main}
    spec:
      tableId: 254
      nodeSelector: {}
      routes:
    """
        + routes.indent(2);
  }

  /** Waits until the table says that this of ours was changed by somebody else. */
  void awaitDrifted(String table, String what) {
    daemon.await(
        "drifted: " + what,
        status ->
            status.condition("RouteTable", table, "Drifted").equals(Optional.of("True"))
                && status.problems().contains(what));
  }

  /** Waits until nothing was changed by somebody else for a while. */
  void awaitCalm(String table) {
    daemon.await(
        "nothing drifted lately",
        status -> status.condition("RouteTable", table, "Drifted").isEmpty());
  }

  /** Pings a place from the client. */
  Ping ping(Family family, Dual place) {
    return Ping.from(lab.client()).as(Lab.CLIENT.in(family)).to(place.in(family));
  }

  /** Whether a place is reached through this provider. */
  boolean reaches(Family family, Dual place, Dual provider) {
    Trace trace = Trace.route(lab.client(), Lab.CLIENT.in(family), place.in(family));
    return trace.passes(provider) && trace.ends(place);
  }

  @Override
  public void close() {
    lab.close();
  }
}
