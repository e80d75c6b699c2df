package dev.waymark.libbpf.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class IpAddressTest {

  @Property
  void anIpv4AddressSurvivesItsTextAndItsBytes(@ForAll @Size(4) byte[] bytes) {
    IpAddress address = IpAddress.of(bytes);
    assertThat(address.bytes()).isEqualTo(bytes);
    assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
  }

  @Property
  void anIpv6AddressSurvivesItsTextAndItsBytes(@ForAll @Size(16) byte[] bytes) {
    IpAddress address = IpAddress.of(bytes);
    assertThat(address.bytes()).isEqualTo(bytes);
    assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
  }

  @Example
  void textIsCanonical() {
    assertThat(IpAddress.parse("2001:DB8:0:0:1:0:0:1")).hasToString("2001:db8::1:0:0:1");
    assertThat(IpAddress.parse("2001:db8:0:1:1:1:1:1")).hasToString("2001:db8:0:1:1:1:1:1");
    assertThat(IpAddress.parse("::")).hasToString("::");
    assertThat(IpAddress.parse("::1")).hasToString("::1");
    assertThat(IpAddress.parse("fe80::")).hasToString("fe80::");
    assertThat(IpAddress.parse("192.0.2.1")).hasToString("192.0.2.1");
  }

  @Example
  void aMappedAddressStaysIpv6() {
    IpAddress mapped = IpAddress.parse("::ffff:192.0.2.1");
    assertThat(mapped.family()).isEqualTo(IpFamily.V6);
    assertThat(IpAddress.parse(mapped.toString())).isEqualTo(mapped);
  }

  @Example
  void aNameIsNoAddress() {
    assertThatThrownBy(() -> IpAddress.parse("localhost"))
        .hasMessage("localhost is not an IP address");
  }
}
