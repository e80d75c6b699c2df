package dev.waymark.cli.plan;

import dev.waymark.compiler.Compilation;
import dev.waymark.compiler.Inputs;
import dev.waymark.compiler.model.Owner;
import dev.waymark.repository.Manifests;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the cluster holds that neither revision declares: it is somebody else's, and stays.
 *
 * <p>A resource that only the revision before declares is no such thing: it is deleted.
 */
record Beside(Inputs inputs) {

  static Beside of(Inputs cluster, Manifests before, Manifests after) {
    Set<Owner> ours = new HashSet<>(before.declared());
    ours.addAll(after.declared());
    Set<List<String>> maps = new HashSet<>();
    Stream.of(before, after)
        .flatMap(manifests -> manifests.inputs().configMaps().stream())
        .forEach(map -> maps.add(List.of(map.namespace(), map.name())));
    return new Beside(
        new Inputs(
            others(cluster.routeTables(), ours),
            others(cluster.routingPolicies(), ours),
            others(cluster.trafficSteers(), ours),
            cluster.configMaps().stream()
                .filter(map -> !maps.contains(List.of(map.namespace(), map.name())))
                .toList()));
  }

  /** With what a revision declares. */
  Inputs join(Inputs declared) {
    return new Inputs(
        both(declared.routeTables(), inputs.routeTables()),
        both(declared.routingPolicies(), inputs.routingPolicies()),
        both(declared.trafficSteers(), inputs.trafficSteers()),
        both(declared.configMaps(), inputs.configMaps()));
  }

  /** Where the cluster may hold something of an older generation that nobody can know here. */
  List<String> refused(Compilation compilation) {
    Set<Owner> others = new HashSet<>();
    Stream.of(inputs.routeTables(), inputs.routingPolicies(), inputs.trafficSteers())
        .flatMap(List::stream)
        .forEach(resource -> others.add(owner(resource)));
    return compilation.reports().values().stream()
        .filter(report -> report.refused() && others.contains(report.resource()))
        .map(report ->
            report.resource()
                + " of the cluster is refused; what it brought before may stand, and is not in"
                + " this plan")
        .toList();
  }

  private static <T extends HasMetadata> List<T> others(List<T> resources, Set<Owner> ours) {
    return resources.stream().filter(resource -> !ours.contains(owner(resource))).toList();
  }

  private static Owner owner(HasMetadata resource) {
    String namespace = resource.getMetadata().getNamespace();
    return new Owner(
        resource.getKind(), namespace == null ? "" : namespace, resource.getMetadata().getName());
  }

  private static <T> List<T> both(List<T> some, List<T> others) {
    List<T> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
