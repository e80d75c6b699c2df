package dev.waymark.controller.rollout;

import dev.waymark.compiler.holding.Contributions;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.SliceException;
import dev.waymark.compiler.slice.SliceStore;
import dev.waymark.compiler.slice.SliceTree;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Roots and what they stand for, read from slices when first asked for and kept until {@link
 * #retain}. A memory only: whoever starts without it comes to the same answers. For one thread.
 */
public final class Roots {
  private final SliceStore slices;
  private final Contributions.Reader reader = new Contributions.Reader();
  private final Map<Digest, RootContent> known = new HashMap<>();

  /** Over the slices that the cluster keeps. */
  public Roots(SliceStore slices) {
    this.slices = slices;
  }

  /** Makes a compiled state known, whose slices nobody may have written yet. */
  public void put(Digest root, DesiredState state) {
    known.computeIfAbsent(root, name -> new RootContent(name, state, reader.of(state)));
  }

  /** Empty if a slice is missing or is not what its name says. Asked again, it is read again. */
  public Optional<RootContent> of(Digest root) {
    RootContent found = known.get(root);
    if (found != null) {
      return Optional.of(found);
    }
    @Nullable DesiredState state = read(root);
    if (state == null) {
      return Optional.empty();
    }
    put(root, state);
    return Optional.ofNullable(known.get(root));
  }

  /** Forgets all others. */
  public void retain(Collection<Digest> wanted) {
    known.keySet().retainAll(wanted);
    reader.forget();
  }

  private @Nullable DesiredState read(Digest root) {
    try {
      return SliceTree.read(root, slices);
    } catch (SliceException unreadable) {
      // The answer is that nobody can tell; who asks says what follows from it.
      return null;
    }
  }
}
