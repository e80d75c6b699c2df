package dev.waymark.api.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefixTest {
  @Property
  void theTextIsReadBack(@ForAll("prefixes") Prefix prefix) {
    Assume.that(!prefix.first().toString().startsWith("::ffff:"));
    assertThat(Prefix.parse(prefix.toString())).isEqualTo(prefix);
  }

  @Property
  void containingIsWhatTheNumbersSay(
      @ForAll("prefixes") Prefix prefix, @ForAll("addresses") Address address) {
    boolean inside =
        prefix.family() == address.family()
            && number(address).compareTo(number(prefix.first())) >= 0
            && number(address).compareTo(number(prefix.last())) <= 0;
    assertThat(prefix.contains(address)).isEqualTo(inside);
    assertThat(prefix.contains(address.toPrefix())).isEqualTo(inside);
  }

  @Property
  void everyPrefixOfAnAddressContainsIt(@ForAll("addresses") Address address) {
    for (int length = 0; length <= address.family().bits(); length++) {
      Prefix prefix = Prefix.of(address, length);
      assertThat(prefix.contains(address)).isTrue();
      assertThat(number(prefix.last()).subtract(number(prefix.first())).add(BigInteger.ONE))
          .isEqualTo(BigInteger.TWO.pow(address.family().bits() - length));
    }
  }

  @Property
  void aPrefixSortsBeforeWhatItContains(
      @ForAll("prefixes") Prefix a, @ForAll("prefixes") Prefix b) {
    if (a.contains(b) && !a.equals(b)) {
      assertThat(a).isLessThan(b);
    }
    assertThat(a.overlaps(b)).isEqualTo(a.contains(b) || b.contains(a));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.1.0.5/16 | has host bits set; write 10.1.0.0/16",
        "2001:db8::1/32 | has host bits set; write 2001:db8::/32",
        "10.0.0.1 | is not a prefix; write 10.0.0.1/32 for this one address",
        "fe80::1 | is not a prefix; write fe80::1/128 for this one address",
        "10.0.0.0/33 | an IPv4 length is 0–32",
        "::/129 | an IPv6 length is 0–128",
        "10.0.0.0/255.0.0.0 | after the / stands a number 0–32, not a mask",
        "10.0.0.0/08 | drop the leading zero of \"08\"",
        "10.0.0.0/ | after the / stands a number",
        "10.0.0/8 | before the / stands no IP address",
        "::ffff:10.0.0.0/104 | is an IPv4-mapped IPv6 address",
        "default | write address/length"
      })
  void aWrongPrefixIsToldWhatWouldBeRight(String text, String words) {
    assertThatThrownBy(() -> Prefix.parse(text))
        .isInstanceOf(NetworkFormatException.class)
        .hasMessageStartingWith("\"" + text + "\"")
        .hasMessageContaining(words);
  }

  @Provide
  Arbitrary<Address> addresses() {
    return Networks.addresses();
  }

  @Provide
  Arbitrary<Prefix> prefixes() {
    return Networks.prefixes();
  }

  private static BigInteger number(Address address) {
    return new BigInteger(1, address.bytes());
  }
}
