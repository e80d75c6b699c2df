package dev.waymark.api.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @Property
  void textAndBytesAgreeWithTheJdk(@ForAll("addresses") Address address)
      throws UnknownHostException {
    String text = address.toString();
    assertThat(Address.parse(text)).isEqualTo(address);
    assertThat(InetAddress.getByName(text).getAddress()).isEqualTo(address.bytes());
    assertThat(Address.of(address.bytes())).isEqualTo(address);
  }

  @Property
  void theLongTextOfTheJdkIsReadToo(@ForAll("addresses") Address address) {
    String text = address.toInetAddress().getHostAddress();
    assertThat(Address.parse(text)).isEqualTo(address);
    assertThat(Address.parse(text.toUpperCase(java.util.Locale.ROOT))).isEqualTo(address);
  }

  @Property
  void theOrderIsThatOfTheBytes(@ForAll("addresses") Address a, @ForAll("addresses") Address b) {
    int expected =
        a.family() != b.family()
            ? a.family().compareTo(b.family())
            : java.util.Arrays.compareUnsigned(a.bytes(), b.bytes());
    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(Integer.signum(expected));
  }

  @Property
  void noTextBreaksTheReader(@ForAll("nearAddresses") String text) {
    try {
      Address address = Address.parse(text);
      assertThat(Address.parse(address.toString())).isEqualTo(address);
    } catch (NetworkFormatException e) {
      assertThat(e).hasMessageContaining(";");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "::, ::",
    "1::, 1::",
    "::1, ::1",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    "0:0:0:0:0:0:0:0, ::",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0"
  })
  void sixIsWrittenAsRfc5952HasIt(String written, String canonical) {
    assertThat(Address.parse(written)).hasToString(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.300 | each of the four numbers is 0–255",
        "010.0.0.1 | drop the leading zero of \"010\"",
        "10.0.0 | write four numbers",
        "10.0.0.1.2 | write four numbers",
        "10.0.0.1/32 | is a prefix where one address is wanted",
        "fe80::1%eth0 | name the interface in its own field",
        "::ffff:10.0.0.1 | is an IPv4-mapped IPv6 address; write 10.0.0.1",
        "::ffff:a00:1 | is an IPv4-mapped IPv6 address; write 10.0.0.1",
        "12345::1 | at most four hexadecimal digits",
        "2001:db8::/32 | is a prefix where one address is wanted",
        "router.example | is not an IP address",
        "'' | is not an IP address"
      })
  void aWrongAddressIsToldWhatWouldBeRight(String text, String words) {
    assertThatThrownBy(() -> Address.parse(text))
        .isInstanceOf(NetworkFormatException.class)
        .hasMessageStartingWith("\"" + text + "\"")
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "::1:",
        ":1::",
        "1.2.3.4::",
        "::1.2.3",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::g",
        " ::1",
        "١.0.0.1",
        "0x10.0.0.1",
        "+1.0.0.1",
        "1..2.3"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> Address.parse(text)).isInstanceOf(NetworkFormatException.class);
  }

  @Test
  void theKindsOfAddressAreKnown() {
    assertThat(Address.parse("169.254.3.4").linkLocal()).isTrue();
    assertThat(Address.parse("febf::1").linkLocal()).isTrue();
    assertThat(Address.parse("fec0::1").linkLocal()).isFalse();
    assertThat(Address.parse("239.1.2.3").multicast()).isTrue();
    assertThat(Address.parse("ff05::1").multicast()).isTrue();
    assertThat(Address.parse("127.0.0.2").loopback()).isTrue();
    assertThat(Address.parse("::1").loopback()).isTrue();
    assertThat(Address.parse("::").unspecified()).isTrue();
  }

  @Provide
  Arbitrary<Address> addresses() {
    return Networks.addresses();
  }

  @Provide
  Arbitrary<String> nearAddresses() {
    return Arbitraries.strings().withChars("0123456789abfF:./%").ofMaxLength(20);
  }
}
