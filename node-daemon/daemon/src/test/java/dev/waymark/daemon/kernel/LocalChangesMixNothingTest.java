package dev.waymark.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;
import dev.waymark.daemon.resolve.NextHopIdentity;
import dev.waymark.daemon.resolve.ResolvedRoute;
import dev.waymark.daemon.resolve.ResolvedRoute.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Change by change, every address is answered as before or as after, and in the end as after. */
class LocalChangesMixNothingTest {

  @Property(tries = 500)
  void everyAddressGetsTheOldAnswerOrTheNewOne(@ForAll long seed) {
    Random random = new Random(seed);
    Map<Prefix, ResolvedRoute> before = table(random);
    Map<Prefix, ResolvedRoute> after = table(random);
    Map<Prefix, ResolvedRoute> now = new HashMap<>(before);

    for (LocalChange change : LocalChange.between(before, after)) {
      switch (change) {
        case LocalChange.Put put -> now.put(put.to(), put.route());
        case LocalChange.Remove remove -> now.remove(remove.to());
      }
      for (int host = 0; host < 64; host++) {
        Address address = Address.v4(0x0a000000 | host);
        assertThat(lookup(now, address))
            .as("seed=%d %s after %s", seed, address, change)
            .isIn(lookup(before, address), lookup(after, address));
      }
    }
    assertThat(now).isEqualTo(after);
  }

  private static Map<Prefix, ResolvedRoute> table(Random random) {
    Map<Prefix, ResolvedRoute> table = new HashMap<>();
    for (int i = random.nextInt(20); i > 0; i--) {
      Address address = Address.v4(0x0a000000 | random.nextInt(64));
      table.put(Prefix.of(address, 26 + random.nextInt(7)), route(random.nextInt(4)));
    }
    return table;
  }

  private static ResolvedRoute route(int which) {
    List<ResolvedRoute.Member> members =
        which == 0
            ? List.of()
            : List.of(new ResolvedRoute.Member(new NextHopIdentity(which, null, 0), 1));
    return new ResolvedRoute(which == 0 ? Kind.THROW : Kind.UNICAST, 0, members, null);
  }

  private static Optional<ResolvedRoute> lookup(Map<Prefix, ResolvedRoute> table, Address address) {
    List<Prefix> covering = new ArrayList<>(table.keySet());
    covering.removeIf(prefix -> !prefix.contains(address));
    return covering.stream().max(Comparator.comparingInt(Prefix::length)).map(table::get);
  }
}
