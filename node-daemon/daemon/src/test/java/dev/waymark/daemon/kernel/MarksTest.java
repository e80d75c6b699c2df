package dev.waymark.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import dev.waymark.daemon.resolve.NextHopIdentity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MarksTest {

  private static NextHopIdentity hop(int i) {
    return new NextHopIdentity(2, Address.v4(0x0a000000 | i), 0);
  }

  @Test
  void aNextHopKeepsItsNumberWhileOthersComeAndGo() {
    Marks one = Marks.none(100).with(List.of(hop(1), hop(2), hop(3))).orElseThrow();
    Marks two = one.without(Set.of(hop(2))).with(List.of(hop(2), hop(4))).orElseThrow();
    assertThat(two.number(hop(2))).isEqualTo(one.number(hop(2)));
  }

  @Test
  void aNumberThatWasGivenUpIsNotGivenAgainBeforeItsQuarantineEnds() {
    Marks one = Marks.none(100).with(List.of(hop(1))).orElseThrow();
    Marks two = one.with(List.of(hop(2))).orElseThrow();
    assertThat(two.number(hop(2))).isNotEqualTo(one.number(hop(1)));
    Marks three = two.without(Set.of(hop(2))).with(List.of(hop(3))).orElseThrow();
    assertThat(three.number(hop(3))).isEqualTo(one.number(hop(1)));
  }

  @Test
  void aNumberWhoseTableIsEmptyAfterARestartIsInQuarantine() {
    Marks found = Marks.found(100, Map.of(hop(1), 4), List.of(5));
    assertThat(found.with(List.of(hop(2))).orElseThrow().number(hop(2))).isEqualTo(6);
  }

  @Test
  void moreNextHopsThanNumbersAreRefused() {
    Marks none = Marks.none(5);
    assertThat(none.capacity()).isEqualTo(2);
    assertThat(none.with(List.of(hop(1), hop(2)))).isPresent();
    assertThat(none.with(List.of(hop(1), hop(2), hop(3)))).isEmpty();
  }

  @Property(tries = 200)
  void noTwoShareANumberAndNobodyLosesHis(@ForAll long seed) {
    Random random = new Random(seed);
    Marks marks = Marks.none(40);
    Map<NextHopIdentity, Integer> twin = new HashMap<>();
    for (int step = 0; step < 30; step++) {
      Set<NextHopIdentity> wanted = new HashSet<>();
      for (int i = random.nextInt(12); i > 0; i--) {
        wanted.add(hop(random.nextInt(30)));
      }
      Optional<Marks> next = marks.with(wanted);
      if (next.isPresent()) {
        marks = next.get();
        for (NextHopIdentity identity : wanted) {
          int number = marks.number(identity);
          assertThat(number).isBetween(4, 40);
          assertThat(twin.putIfAbsent(identity, number)).as("seed=%d", seed).isIn(null, number);
        }
      }
      assertThat(new HashSet<>(twin.values())).as("seed=%d", seed).hasSameSizeAs(twin.keySet());
      if (random.nextBoolean()) {
        marks = marks.without(wanted);
        twin.keySet().retainAll(wanted);
      }
    }
  }

  @Property(tries = 500)
  void patternsStayInsideTheMaskAndReadBack(@ForAll int mask, @ForAll int number) {
    if (Integer.bitCount(mask) < 3) {
      return;
    }
    MarkBits bits = new MarkBits(mask);
    int some = number & bits.largest();
    assertThat(bits.pattern(some) & ~mask).isZero();
    assertThat(bits.number(bits.pattern(some))).isEqualTo(some);
    assertThat(bits.number(bits.pattern(some) | ~mask)).isEqualTo(some);
  }
}
