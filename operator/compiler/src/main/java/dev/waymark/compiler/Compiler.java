package dev.waymark.compiler;

import dev.waymark.api.v1alpha1.LabelSelector;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.RouteTableSpec;
import dev.waymark.api.v1alpha1.RoutingPolicy;
import dev.waymark.api.v1alpha1.RoutingPolicySpec;
import dev.waymark.api.v1alpha1.TrafficSteer;
import dev.waymark.compiler.conflict.ConflictLedger;
import dev.waymark.compiler.contribution.ConfigMaps;
import dev.waymark.compiler.contribution.PolicyContribution;
import dev.waymark.compiler.contribution.ProtectedPrefixes;
import dev.waymark.compiler.contribution.RouteTableReader;
import dev.waymark.compiler.contribution.RoutingPolicyReader;
import dev.waymark.compiler.contribution.ServedFields;
import dev.waymark.compiler.contribution.TableContribution;
import dev.waymark.compiler.diagnostic.DiagnosticCode;
import dev.waymark.compiler.diagnostic.Findings;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.select.NodeFacts;
import dev.waymark.compiler.select.NodeSelection;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Resources and facts → desired state and diagnostics: each resource by itself, then the nodes in
 * classes, then each class's state. The same resources and facts in any order give equal results
 * with equal bytes.
 */
public final class Compiler {
  private final Facts facts;
  private final ConfigMaps configMaps;
  private final ProtectedPrefixes protectedPrefixes;
  private final ConflictLedger conflicts = new ConflictLedger();
  private final SortedMap<Owner, Draft> drafts = new TreeMap<>();
  private final List<TableContribution> tables = new ArrayList<>();
  private final List<PolicyContribution> policies = new ArrayList<>();

  private Compiler(Inputs inputs, Facts facts) {
    this.facts = facts;
    this.configMaps = new ConfigMaps(inputs.configMaps());
    this.protectedPrefixes = new ProtectedPrefixes(facts.protectedPrefixes());
  }

  /**
   * Compiles. Never throws because of what a resource says: that is a diagnostic of the resource.
   */
  public static Compilation compile(Inputs inputs, Facts facts) {
    Compiler compiler = new Compiler(inputs, facts);
    byName(inputs.routeTables(), "RouteTable").forEach(compiler::routeTable);
    byName(inputs.routingPolicies(), "RoutingPolicy").forEach(compiler::routingPolicy);
    byName(inputs.trafficSteers(), "TrafficSteer").forEach(compiler::trafficSteer);
    return compiler.link();
  }

  private void routeTable(Owner owner, List<RouteTable> declared) {
    Draft draft = draft(owner, declared);
    RouteTableSpec spec = declared.getFirst().getSpec();
    if (spec == null || draft.findings.refused()) {
      draft.specMissing(spec);
      return;
    }
    draft.nodes = NodeSelection.selected(facts.nodes(), spec.nodeSelector());
    new RouteTableReader(owner, spec, protectedPrefixes, configMaps, draft.findings)
        .read()
        .ifPresent(table -> {
          tables.add(table);
          draft.routes = table.table().size();
        });
  }

  private void routingPolicy(Owner owner, List<RoutingPolicy> declared) {
    Draft draft = draft(owner, declared);
    RoutingPolicySpec spec = declared.getFirst().getSpec();
    if (spec == null || draft.findings.refused()) {
      draft.specMissing(spec);
      return;
    }
    draft.nodes = NodeSelection.selected(facts.nodes(), spec.nodeSelector());
    new RoutingPolicyReader(owner, spec, draft.findings)
        .read()
        .ifPresent(policy -> {
          policies.add(policy);
          draft.rules = policy.rules().size();
        });
  }

  private void trafficSteer(Owner owner, List<TrafficSteer> declared) {
    Draft draft = draft(owner, declared);
    Object spec = declared.getFirst().getSpec();
    if (spec == null || draft.findings.refused()) {
      draft.specMissing(spec);
    } else {
      ServedFields.TRAFFIC_STEER.check(spec, draft.findings);
    }
  }

  private Compilation link() {
    SortedMap<String, DesiredState> states = new TreeMap<>();
    List<LabelSelector> selectors =
        Stream.concat(
                tables.stream().map(TableContribution::nodes),
                policies.stream().map(PolicyContribution::nodes))
            .toList();
    TableMerge merge = new TableMerge(conflicts);
    RuleOrder order = new RuleOrder(this::findings);
    NodeSelection.classes(facts.nodes(), selectors)
        .forEach((selecting, nodes) -> {
          DesiredState state = state(selecting, nodes, merge, order);
          nodes.forEach(node -> states.put(node.name(), state));
        });
    order.tell();
    SortedMap<Owner, ResourceReport> reports = new TreeMap<>();
    drafts.forEach((owner, draft) -> reports.put(owner, draft.report(owner, conflicts)));
    return new Compilation(states, reports);
  }

  private DesiredState state(
      BitSet selecting, List<NodeFacts> nodes, TableMerge merge, RuleOrder order) {
    List<TableContribution> held = new ArrayList<>();
    List<PolicyContribution> obeyed = new ArrayList<>();
    for (int i = selecting.nextSetBit(0); i >= 0; i = selecting.nextSetBit(i + 1)) {
      if (i < tables.size()) {
        held.add(tables.get(i));
      } else {
        obeyed.add(policies.get(i - tables.size()));
      }
    }
    return new DesiredState(
        merge.tables(held),
        order.rules(obeyed, held, nodes),
        facts.protectedPrefixes(),
        held.stream().flatMap(table -> table.trial().stream()).toList(),
        MirrorOrder.mirrors(held),
        held.stream().map(TableContribution::liveness).filter(Objects::nonNull).toList());
  }

  private Findings findings(Owner owner) {
    return Objects.requireNonNull(drafts.get(owner), "every contribution has a draft").findings;
  }

  private Draft draft(Owner owner, List<? extends CustomResource<?, ?>> declared) {
    Draft draft = new Draft(owner, declared.getFirst().getMetadata().getGeneration());
    drafts.put(owner, draft);
    if (declared.size() > 1) {
      draft.findings.add(
          DiagnosticCode.Invalid,
          "metadata.name",
          owner
              + " is declared "
              + declared.size()
              + " times; keep one, or give the others a name of their own");
    }
    return draft;
  }

  private static <T extends CustomResource<?, ?>> SortedMap<Owner, List<T>> byName(
      List<T> resources, String kind) {
    SortedMap<Owner, List<T>> byName = new TreeMap<>();
    for (T resource : resources) {
      String namespace = resource.getMetadata().getNamespace();
      Owner owner =
          new Owner(kind, namespace == null ? "" : namespace, resource.getMetadata().getName());
      byName.computeIfAbsent(owner, key -> new ArrayList<>()).add(resource);
    }
    return byName;
  }

  /** A report while it is being written. */
  private static final class Draft {
    private final Findings findings;
    private final @Nullable Long generation;
    private List<String> nodes = List.of();
    private @Nullable Integer routes;
    private @Nullable Integer rules;

    Draft(Owner owner, @Nullable Long generation) {
      this.findings = new Findings(owner);
      this.generation = generation;
    }

    void specMissing(@Nullable Object spec) {
      if (spec == null) {
        findings.add(DiagnosticCode.Invalid, "spec", "is missing");
      }
    }

    ResourceReport report(Owner owner, ConflictLedger conflicts) {
      return new ResourceReport(
          owner, generation, findings.all(), conflicts.of(owner), nodes, routes, rules);
    }
  }
}
