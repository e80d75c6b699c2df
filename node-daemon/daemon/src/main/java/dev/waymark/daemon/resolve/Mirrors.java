package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Family;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.DesiredMirror;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Declared routes and what the mirrors bring, as one state. Remembers what each mirror brought
 * last: a table that did not change is not read again, and one that grew too large keeps its last
 * good content where that was asked for.
 */
public final class Mirrors {

  private final KeptRoutes shelf;
  private Map<Source, Memory> memories = new HashMap<>();
  private List<Finding> findings = List.of();

  /**
   * Mirrors that have brought nothing yet.
   *
   * @param shelf where the last good content lies while a source brings too much
   */
  public Mirrors(KeptRoutes shelf) {
    this.shelf = shelf;
  }

  /** A mirror by whose it is: its declaration may change and keep the last content. */
  private record Source(dev.waymark.compiler.model.Owner owner, String name) {}

  /**
   * What was read from what.
   *
   * @param good the last content that was not too much
   */
  private record Memory(
      DesiredMirror mirror,
      List<KernelTable> from,
      List<InterfaceState> interfaces,
      MirrorContent content,
      @Nullable DesiredTable good) {}

  /** A mirror and the routes that it brings now. */
  record Brought(DesiredMirror mirror, DesiredTable table) {}

  /** The state with what its mirrors bring; the same object when it has none. */
  public DesiredState complete(DesiredState declared, NodeFacts facts) {
    if (declared.mirrors().isEmpty()) {
      memories = new HashMap<>();
      findings = List.of();
      return declared;
    }
    Map<Source, Memory> next = new HashMap<>();
    List<Finding> found = new ArrayList<>();
    Map<Integer, List<Brought>> byTable = new TreeMap<>();
    for (DesiredMirror mirror : declared.mirrors()) {
      Source source = new Source(mirror.owner(), mirror.name());
      Memory memory = read(mirror, facts, memories.get(source));
      next.put(source, memory);
      DesiredTable good = judged(memory, found);
      if (good != null) {
        byTable
            .computeIfAbsent(mirror.table(), id -> new ArrayList<>())
            .add(new Brought(mirror, good));
      }
    }
    memories = next;
    Map<Integer, DesiredTable> tables = new TreeMap<>();
    declared.tables().forEach(table -> tables.put(table.id(), table));
    byTable.forEach(
        (id, brought) -> tables.put(id, new MirrorMerge(id, brought, found).with(tables.get(id))));
    findings = List.copyOf(found);
    return declared.withTables(List.copyOf(tables.values()));
  }

  /** What of the mirrors is not as declared, since the last {@link #complete}. */
  public List<Finding> findings() {
    return findings;
  }

  private Memory read(DesiredMirror mirror, NodeFacts facts, @Nullable Memory before) {
    List<KernelTable> from = new ArrayList<>();
    for (Family family : Family.values()) {
      from.add(facts.tables().of((int) mirror.kernelTable(), family));
    }
    if (before != null
        && before.mirror().equals(mirror)
        && before.from().equals(from)
        && before.interfaces().equals(facts.interfaces())) {
      return before;
    }
    MirrorContent content = MirrorContent.of(mirror, facts);
    DesiredTable good =
        switch (content) {
          case MirrorContent.Routes(DesiredTable table, int outside) -> {
            if (before == null || before.content() instanceof MirrorContent.TooMany) {
              shelf.forget(mirror);
            }
            yield table;
          }
          case MirrorContent.TooMany(int offered) ->
              mirror.keepLast() ? kept(mirror, before) : null;
        };
    return new Memory(mirror, from, facts.interfaces(), content, good);
  }

  private @Nullable DesiredTable kept(DesiredMirror mirror, @Nullable Memory before) {
    DesiredTable good = before == null ? shelf.of(mirror).orElse(null) : before.good();
    // Of another table, or under a smaller limit, it would not be good.
    if (good == null || good.id() != mirror.table() || good.size() > mirror.maxRoutes()) {
      return null;
    }
    if (before != null && before.content() instanceof MirrorContent.Routes) {
      shelf.keep(mirror, good);
    }
    return good;
  }

  private static @Nullable DesiredTable judged(Memory memory, List<Finding> findings) {
    DesiredTable good = memory.good();
    if (memory.content() instanceof MirrorContent.TooMany(int offered)) {
      DesiredMirror mirror = memory.mirror();
      findings.add(
          new Finding(
              mirror.owner(),
              Reason.TooManyRoutes,
              "source %s: kernel table %d brings %d routes and maxRoutes is %d; %s until it brings less or maxRoutes is raised"
                  .formatted(
                      mirror.name(),
                      mirror.kernelTable(),
                      offered,
                      mirror.maxRoutes(),
                      good == null
                          ? "none of them counts"
                          : "the last good %d stay".formatted(good.size()))));
    }
    return good;
  }
}
