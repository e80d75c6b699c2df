package dev.waymark.api.net;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Addresses and prefixes for properties: many zeros, so that "::" and short prefixes are met. */
final class Networks {
  private Networks() {}

  static Arbitrary<Address> addresses() {
    Arbitrary<Byte> bytes =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, Arbitraries.just((byte) 0)),
            net.jqwik.api.Tuple.of(2, Arbitraries.bytes()));
    return Arbitraries.of(4, 16)
        .flatMap(size -> bytes.array(byte[].class).ofSize(size))
        .map(Address::of)
        .filter(address ->
            address.family() == Family.V4 || address.hi() != 0 || address.lo() >>> 32 != 0xffff);
  }

  static Arbitrary<Prefix> prefixes() {
    return addresses()
        .flatMap(address ->
            Combinators.combine(
                    Arbitraries.just(address),
                    Arbitraries.integers().between(0, address.family().bits()))
                .as(Prefix::of));
  }
}
