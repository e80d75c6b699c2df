package dev.waymark.daemon.source;

import dev.waymark.compiler.ResourceReport;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.Slice;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * A desired state that may be applied.
 *
 * @param root its digest
 * @param revision what the source calls it: a commit of Git; in a cluster the root that was asked
 *     for, also where only a part of it fits
 * @param slices all that must lie on the disk before it is applied; none when they do already
 * @param reports what the compiler said of each resource; none when it was read from the disk
 */
public record Wanted(
    DesiredState state,
    Digest root,
    String revision,
    Collection<Slice> slices,
    List<ResourceReport> reports) {

  public Wanted {
    slices = List.copyOf(slices);
    reports = List.copyOf(reports);
  }

  /** The same after its slices were written: they take as much memory again as the state. */
  public Wanted written() {
    return slices.isEmpty() ? this : new Wanted(state, root, revision, List.of(), reports);
  }

  /** Slices say nothing that the state does not. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Wanted wanted
        && root.equals(wanted.root)
        && revision.equals(wanted.revision)
        && reports.equals(wanted.reports);
  }

  @Override
  public int hashCode() {
    return Objects.hash(root, revision, reports);
  }
}
