package dev.waymark.daemon.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.model.DesiredState;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Random declared routes, kernel routes and protected prefixes crowded into a few bits, so that
 * everything nests in everything: each address finds in the resolved table what the definition
 * says.
 */
class ResolvedTablesEqualTheReferenceTest {

  private static final Instant NOW = RandomNodes.NOW;
  private static final int MARK_MASK = RandomNodes.MARK_MASK;

  @Property(tries = 300)
  void everyAddressFindsTheRouteThatTheDefinitionNames(@ForAll long seed) {
    Random random = new Random(seed);
    NodeFacts facts = RandomNodes.facts(random);
    DesiredState desired = RandomNodes.desired(random);

    ResolvedState resolved = Resolution.resolve(desired, facts, MARK_MASK, NOW);

    ReferenceTable reference = new ReferenceTable(desired, facts, NOW);
    for (int table : RandomNodes.TABLES) {
      for (int i = 0; i < 60; i++) {
        Address address = RandomNodes.address(random);
        // A table without a route has no content of its own: nothing leads into it.
        if (table != 254
            && desired.table(table).map(t -> t.routes(address.family()).isEmpty()).orElse(true)) {
          continue;
        }
        assertThat(lookup(resolved, table, address))
            .as("seed=%d table=%d address=%s", seed, table, address)
            .isEqualTo(reference.lookup(table, address));
      }
    }
  }

  @Property(tries = 100)
  void prefixesAscendAndEachStandsOnce(@ForAll long seed) {
    Random random = new Random(seed);
    ResolvedState resolved =
        Resolution.resolve(RandomNodes.desired(random), RandomNodes.facts(random), MARK_MASK, NOW);
    for (TableContent table : resolved.tables()) {
      for (int i = 1; i < table.size(); i++) {
        assertThat(prefix(table, i - 1)).isLessThan(prefix(table, i));
      }
    }
  }

  private static Optional<ResolvedRoute> lookup(ResolvedState state, int table, Address address) {
    ResolvedRoute best = null;
    int longest = -1;
    for (TableContent content : state.tables()) {
      if (content.table() != table || content.family() != address.family()) {
        continue;
      }
      for (int i = 0; i < content.size(); i++) {
        if (prefix(content, i).contains(address) && content.length(i) > longest) {
          longest = content.length(i);
          best = state.routes().get(content.route(i));
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static Prefix prefix(TableContent table, int i) {
    return new Prefix(table.family(), table.hi(i), table.lo(i), table.length(i));
  }
}
