package dev.waymark.daemon.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.daemon.resolve.ResolvedRoute.Kind;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The copy for local senders, and the kernel's own tables wherever it is silent or throws, lead
 * every address where table 254 leads a forwarded packet.
 */
class LocalSendersAgreeWithTable254Test {

  @Property(tries = 500)
  void everyAddressGoesWhereForwardedPacketsGo(@ForAll long seed) {
    Random random = new Random(seed);
    NodeFacts facts = RandomNodes.facts(random);
    DesiredState desired = RandomNodes.desired(random);
    ResolvedState resolved =
        Resolution.resolve(desired, facts, RandomNodes.MARK_MASK, RandomNodes.NOW);
    ReferenceTable reference = new ReferenceTable(desired, facts, RandomNodes.NOW);

    Map<Prefix, ResolvedRoute> copy = LocalCopy.of(resolved, 1000).routes();

    for (int i = 0; i < 100; i++) {
      Address address = RandomNodes.address(random);
      assertThat(lookup(copy, address).map(LocalSendersAgreeWithTable254Test::essence))
          .as("seed=%d address=%s", seed, address)
          .isEqualTo(
              reference
                  .lookup(254, address)
                  .filter(route -> !leftToTheKernel(route))
                  .map(LocalSendersAgreeWithTable254Test::essence));
    }
  }

  @Property(tries = 200)
  void noRouteStandsThatNothingNeeds(@ForAll long seed) {
    Random random = new Random(seed);
    ResolvedState resolved =
        Resolution.resolve(
            RandomNodes.desired(random),
            RandomNodes.facts(random),
            RandomNodes.MARK_MASK,
            RandomNodes.NOW);
    Map<Prefix, ResolvedRoute> copy = LocalCopy.of(resolved, 1000).routes();
    copy.forEach((to, route) -> {
      if (route.kind() == Kind.THROW) {
        assertThat(above(copy, to))
            .as("seed=%d %s throws, so something shorter must lead elsewhere", seed, to)
            .hasValueSatisfying(cover -> assertThat(cover.kind()).isNotEqualTo(Kind.THROW));
      }
    });
  }

  private static Optional<ResolvedRoute> above(Map<Prefix, ResolvedRoute> copy, Prefix to) {
    return longest(copy, prefix -> prefix.contains(to) && !prefix.equals(to));
  }

  private static Optional<ResolvedRoute> lookup(Map<Prefix, ResolvedRoute> copy, Address address) {
    return longest(copy, prefix -> prefix.contains(address))
        .filter(route -> route.kind() != Kind.THROW);
  }

  private static Optional<ResolvedRoute> longest(
      Map<Prefix, ResolvedRoute> copy, java.util.function.Predicate<Prefix> covers) {
    return copy.keySet().stream()
        .filter(covers)
        .max(Comparator.comparingInt(Prefix::length))
        .map(copy::get);
  }

  private static boolean leftToTheKernel(ResolvedRoute route) {
    return switch (route.kind()) {
      case KERNEL, PROTECTED, THROW, MULTICAST -> true;
      case UNICAST, LOCAL, BLACKHOLE, UNREACHABLE, PROHIBIT -> false;
    };
  }

  /**
   * The kind and the interfaces: gateways and weights are the kernel's to know in its own terms.
   */
  private static String essence(ResolvedRoute route) {
    return route.kind()
        + " "
        + route.members().stream().map(m -> m.nextHop().interfaceIndex()).distinct().toList();
  }
}
