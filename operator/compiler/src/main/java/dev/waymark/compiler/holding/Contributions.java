package dev.waymark.compiler.holding;

import dev.waymark.compiler.model.DesiredLiveness;
import dev.waymark.compiler.model.DesiredMirror;
import dev.waymark.compiler.model.DesiredRule;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.DesiredTrial;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.slice.Digest;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What each owner brings to a state. */
public final class Contributions {
  private final SortedMap<Owner, Contribution> all;

  private Contributions(SortedMap<Owner, Contribution> all) {
    this.all = Collections.unmodifiableSortedMap(all);
  }

  /** Takes a state apart, in one pass. */
  public static Contributions of(DesiredState state) {
    return new Reader().of(state);
  }

  /** What the owner brings; it may be nothing. */
  public Contribution of(Owner owner) {
    Contribution found = all.get(owner);
    return found == null ? Contribution.none(owner) : found;
  }

  /** Every owner that brings something, and what. */
  public SortedMap<Owner, Contribution> all() {
    return all;
  }

  /** Takes many states apart. Remembers each table: classes of nodes share them. */
  public static final class Reader {
    private final IdentityHashMap<DesiredTable, SortedMap<Owner, TableParts.Part>> tables =
        new IdentityHashMap<>();

    /** Takes a state apart. */
    public Contributions of(DesiredState state) {
      SortedMap<Owner, Draft> drafts = new TreeMap<>();
      for (DesiredTable table : state.tables()) {
        tables
            .computeIfAbsent(table, TableParts::of)
            .forEach((owner, part) -> draft(drafts, owner).parts.add(part));
      }
      for (DesiredRule rule : state.rules()) {
        draft(drafts, rule.owner()).rules.add(rule);
      }
      for (DesiredTrial trial : state.trials()) {
        draft(drafts, trial.owner()).trials.add(trial);
      }
      for (DesiredMirror mirror : state.mirrors()) {
        draft(drafts, mirror.owner()).mirrors.add(mirror.yieldingTo(List.of()));
      }
      for (DesiredLiveness liveness : state.liveness()) {
        draft(drafts, liveness.owner()).liveness.add(liveness);
      }
      SortedMap<Owner, Contribution> all = new TreeMap<>();
      drafts.forEach((owner, draft) -> all.put(owner, draft.contribution(owner)));
      return new Contributions(all);
    }

    /** Forgets the tables. */
    public void forget() {
      tables.clear();
    }

    private static Draft draft(SortedMap<Owner, Draft> drafts, Owner owner) {
      return drafts.computeIfAbsent(owner, key -> new Draft());
    }
  }

  private static final class Draft {
    private final List<TableParts.Part> parts = new ArrayList<>();
    private final List<DesiredRule> rules = new ArrayList<>();
    private final List<DesiredTrial> trials = new ArrayList<>();
    private final List<DesiredMirror> mirrors = new ArrayList<>();
    private final List<DesiredLiveness> liveness = new ArrayList<>();

    /** The digest is that of the parts' digests: a table that is shared is hashed once. */
    Contribution contribution(Owner owner) {
      DesiredState rest = new DesiredState(List.of(), rules, List.of(), trials, mirrors, liveness);
      ByteArrayOutputStream digests = new ByteArrayOutputStream();
      parts.forEach(part -> digests.writeBytes(part.digest().bytes()));
      digests.writeBytes(TableParts.digest(rest).bytes());
      DesiredState state = rest.withTables(parts.stream().map(TableParts.Part::table).toList());
      return new Contribution(owner, Digest.of(digests.toByteArray()), state);
    }
  }
}
