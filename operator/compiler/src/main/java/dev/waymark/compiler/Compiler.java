package dev.waymark.compiler;

import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.RouteTableSpec;
import dev.waymark.api.v1alpha1.RoutingPolicy;
import dev.waymark.api.v1alpha1.RoutingPolicySpec;
import dev.waymark.api.v1alpha1.TrafficSteer;
import dev.waymark.compiler.conflict.ConflictLedger;
import dev.waymark.compiler.conflict.Ranks;
import dev.waymark.compiler.contribution.ConfigMaps;
import dev.waymark.compiler.contribution.PolicyContribution;
import dev.waymark.compiler.contribution.ProtectedPrefixes;
import dev.waymark.compiler.contribution.RouteTableReader;
import dev.waymark.compiler.contribution.RoutingPolicyReader;
import dev.waymark.compiler.contribution.ServedFields;
import dev.waymark.compiler.contribution.TableContribution;
import dev.waymark.compiler.diagnostic.DiagnosticCode;
import dev.waymark.compiler.diagnostic.Findings;
import dev.waymark.compiler.holding.Contribution;
import dev.waymark.compiler.holding.Contributions;
import dev.waymark.compiler.holding.Holding;
import dev.waymark.compiler.model.DesiredLiveness;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.select.NodeSelection;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Resources and facts → desired state and diagnostics: each resource by itself, then the nodes in
 * classes, then each class's state. The same resources and facts in any order give equal results
 * with equal bytes. A resource that is being deleted brings nothing.
 */
public final class Compiler {
  private final Facts facts;
  private final ConfigMaps configMaps;
  private final ProtectedPrefixes protectedPrefixes;
  private final SortedMap<Owner, Draft> drafts = new TreeMap<>();
  private final List<TableContribution> tables = new ArrayList<>();
  private final List<PolicyContribution> policies = new ArrayList<>();
  private final Map<Owner, Integer> precedences = new TreeMap<>();
  private @Nullable Compilation declared;

  private Compiler(Inputs inputs, Facts facts) {
    this.facts = facts;
    this.configMaps = new ConfigMaps(inputs.configMaps());
    this.protectedPrefixes = new ProtectedPrefixes(facts.protectedPrefixes());
  }

  /**
   * Compiles. Never throws because of what a resource says: that is a diagnostic of the resource.
   */
  public static Compilation compile(Inputs inputs, Facts facts) {
    return of(inputs, facts).declared();
  }

  /** Compiles with some resources as they were; what is reported is of what is declared. */
  public static Compilation compile(Inputs inputs, Facts facts, Holding holding) {
    return of(inputs, facts).holding(holding);
  }

  /** Reads each resource, once for any number of holdings. */
  public static Compiler of(Inputs inputs, Facts facts) {
    Compiler compiler = new Compiler(inputs, facts);
    byName(inputs.routeTables(), "RouteTable").forEach(compiler::routeTable);
    byName(inputs.routingPolicies(), "RoutingPolicy").forEach(compiler::routingPolicy);
    byName(inputs.trafficSteers(), "TrafficSteer").forEach(compiler::trafficSteer);
    return compiler;
  }

  /** Everything as declared. */
  public Compilation declared() {
    Compilation known = declared;
    if (known != null) {
      return known;
    }
    RuleOrder order = new RuleOrder(this::findings);
    ConflictLedger conflicts = new ConflictLedger();
    SortedMap<String, DesiredState> states =
        linker().link(Holding.NONE, new TableMerge(conflicts), order);
    order.tell();
    SortedMap<Owner, ResourceReport> reports = new TreeMap<>();
    drafts.forEach((owner, draft) -> reports.put(owner, draft.report(owner, conflicts)));
    Compilation compilation = new Compilation(states, reports);
    declared = compilation;
    return compilation;
  }

  /** Some resources as they were; the reports are those of what is declared. */
  public Compilation holding(Holding holding) {
    if (holding.byNode().isEmpty()) {
      return declared();
    }
    RuleOrder order = new RuleOrder(Findings::new);
    SortedMap<String, DesiredState> states =
        linker().link(holding, new TableMerge(new ConflictLedger()), order);
    return new Compilation(states, declared().reports());
  }

  /**
   * What each resource brings by itself to every node that it selects, before any conflict is
   * decided. A resource that cannot be read, or is being deleted, is not here.
   */
  public SortedMap<Owner, Contribution> contributions() {
    SortedMap<Owner, Contribution> all = new TreeMap<>();
    for (TableContribution table : tables) {
      DesiredLiveness liveness = table.liveness();
      DesiredState alone =
          new DesiredState(
              List.of(table.table()),
              List.of(),
              List.of(),
              table.trial().stream().toList(),
              table.mirrors(),
              liveness == null ? List.of() : List.of(liveness));
      all.put(table.owner(), Contributions.of(alone).of(table.owner()));
    }
    for (PolicyContribution policy : policies) {
      DesiredState alone = new DesiredState(List.of(), policy.rules(), List.of());
      all.put(policy.owner(), Contributions.of(alone).of(policy.owner()));
    }
    return all;
  }

  /** Who prevails over whom. */
  public Ranks ranks() {
    return new Ranks(precedences);
  }

  private Linker linker() {
    return new Linker(facts, tables, policies, ranks());
  }

  private void routeTable(Owner owner, List<RouteTable> declared) {
    Draft draft = draft(owner, declared);
    RouteTableSpec spec = declared.getFirst().getSpec();
    if (spec == null || draft.findings.refused()) {
      draft.specMissing(spec);
      return;
    }
    draft.nodes = NodeSelection.selected(facts.nodes(), spec.nodeSelector());
    precedences.put(owner, spec.effectivePrecedence());
    if (draft.deleted) {
      return;
    }
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
    if (draft.deleted) {
      return;
    }
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

  private Findings findings(Owner owner) {
    return Objects.requireNonNull(drafts.get(owner), "every contribution has a draft").findings;
  }

  private Draft draft(Owner owner, List<? extends CustomResource<?, ?>> declared) {
    ObjectMeta metadata = declared.getFirst().getMetadata();
    Draft draft =
        new Draft(owner, metadata.getGeneration(), metadata.getDeletionTimestamp() != null);
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
    private final boolean deleted;
    private List<String> nodes = List.of();
    private @Nullable Integer routes;
    private @Nullable Integer rules;

    Draft(Owner owner, @Nullable Long generation, boolean deleted) {
      this.findings = new Findings(owner);
      this.generation = generation;
      this.deleted = deleted;
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
