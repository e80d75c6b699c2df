package dev.waymark.controller.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.compiler.model.Owner;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What vanishes without a deletion goes one by one, never many at once. */
class RemovalGuardTest {

  @Test
  void oneThatVanishedIsHonoured() {
    assertThat(guarded(owners("a", "b", "c", "d"), owners("a", "b", "c"), false)).isEmpty();
  }

  @Test
  void twoOfThreeAreHonouredButThreeOfSixAreNot() {
    assertThat(guarded(owners("a", "b", "c"), owners("a"), false)).isEmpty();
    assertThat(guarded(owners("a", "b", "c", "d", "e", "f"), owners("d", "e", "f"), false))
        .isEqualTo(owners("a", "b", "c"));
  }

  @Test
  void threeOfSevenAreLessThanHalf() {
    assertThat(
            guarded(owners("a", "b", "c", "d", "e", "f", "g"), owners("a", "b", "c", "d"), false))
        .isEmpty();
  }

  @Test
  void theLastOneIsKeptForAnEmptyClusterIsNoOrder() {
    assertThat(guarded(owners("a"), owners(), false)).isEqualTo(owners("a"));
  }

  @Test
  void whoAcceptsTheRemovalGetsIt() {
    assertThat(guarded(owners("a", "b", "c"), owners(), true)).isEmpty();
  }

  @Test
  void oneThatIsBeingDeletedIsExplained() {
    assertThat(guarded(owners("a", "b", "c", "d"), owners("a", "b", "c", "d"), false)).isEmpty();
  }

  @Property
  void onlyWhatVanishedIsEverKept(
      @ForAll @Size(max = 8) Set<@CharRange(from = 'a', to = 'h') Character> held,
      @ForAll @Size(max = 8) Set<@CharRange(from = 'a', to = 'h') Character> declared,
      @ForAll boolean accepted) {
    SortedSet<Owner> nodes = all(held);
    SortedSet<Owner> cluster = all(declared);

    SortedSet<Owner> kept = guarded(nodes, cluster, accepted);

    assertThat(nodes).containsAll(kept);
    assertThat(Collections.disjoint(cluster, kept)).isTrue();
    assertThat(kept.isEmpty() || !accepted).isTrue();
    assertThat(kept.isEmpty() || kept.size() >= RemovalGuard.MANY || cluster.isEmpty()).isTrue();
  }

  private static SortedSet<Owner> guarded(Set<Owner> held, Set<Owner> declared, boolean accepted) {
    return RemovalGuard.guarded(held, declared, accepted);
  }

  private static SortedSet<Owner> all(Set<Character> names) {
    return owners(names.stream().map(String::valueOf).toArray(String[]::new));
  }

  private static SortedSet<Owner> owners(String... names) {
    return Arrays.stream(names)
        .map(name -> Owner.of("RouteTable", name))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
