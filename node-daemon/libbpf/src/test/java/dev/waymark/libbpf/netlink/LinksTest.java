package dev.waymark.libbpf.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.libbpf.testing.FdLeakExtension;
import dev.waymark.libbpf.testing.NeedsBpf;
import dev.waymark.libbpf.testing.TestNamespace;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links, and what hangs on them: addresses and neighbours. */
@NeedsBpf
@ExtendWith(FdLeakExtension.class)
class LinksTest {
  private TestNamespace here;
  private NetlinkSocket netlink;

  @BeforeEach
  void aBridgeWithOnePort() {
    here = TestNamespace.create("links");
    here.ip("link add east type veth peer name west");
    here.ip("link set east address 02:00:00:00:00:01 mtu 1400");
    here.ip("link add bridge type bridge");
    here.ip("link set west master bridge");
    here.ip("link set east up");
    here.ip("link set west up");
    netlink = here.call(NetlinkSocket::open);
  }

  @AfterEach
  void nothingIsLeft() {
    netlink.close();
    here.close();
  }

  @Test
  void aLinkTellsItsKindAddressMtuAndState() {
    Awaitility.await().until(() -> link("east").operState() == 6);
    Link east = link("east");
    assertThat(east.kind()).isEqualTo("veth");
    assertThat(east.mac()).isEqualTo("02:00:00:00:00:01");
    assertThat(east.mtu()).isEqualTo(1400);
    assertThat(east.type()).isEqualTo(Link.ETHERNET);
    assertThat(east.up()).isTrue();
    assertThat(east.lowerUp()).isTrue();
    assertThat(east.loopback()).isFalse();
    assertThat(east.peerIfindex()).isEqualTo(here.ifindex("west"));
  }

  @Test
  void aPortNamesItsBridge() {
    assertThat(link("west").masterIfindex()).isEqualTo(link("bridge").ifindex());
    assertThat(link("bridge").kind()).isEqualTo("bridge");
    assertThat(link("bridge").up()).isFalse();
  }

  @Test
  void theLoopbackIsOne() {
    assertThat(link("lo").loopback()).isTrue();
    assertThat(link("lo").type()).isEqualTo(Link.LOOPBACK);
    assertThat(link("lo").kind()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1/24", "2001:db8::1/64"})
  void anAddressIsReadAsItWasAddedUntilItIsDeleted(String text) {
    String[] parts = text.split("/", -1);
    int east = here.ifindex("east");
    Address added =
        Address.of(east, IpAddress.parse(parts[0]), Integer.parseInt(parts[1]))
            .withoutDuplicateDetection();
    netlink.add(added);
    assertThat(netlink.addresses())
        .filteredOn(a -> a.address().equals(added.address()))
        .singleElement()
        .matches(Address::usable)
        .matches(a -> a.ifindex() == east && a.prefixLength() == added.prefixLength());
    assertThat(netlink.delete(added)).isTrue();
    assertThat(netlink.delete(added)).isFalse();
  }

  @Test
  void anAddressWithAPeerTellsBoth() {
    here.ip("address add 192.0.2.1 peer 192.0.2.2/32 dev east");
    Address found =
        netlink.addresses().stream().filter(a -> a.peer() != null).findFirst().orElseThrow();
    assertThat(found.address()).hasToString("192.0.2.1");
    assertThat(found.peer()).hasToString("192.0.2.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.9", "2001:db8::9"})
  void aPermanentNeighbourIsReadAsItWasAdded(String text) {
    Neighbour added =
        Neighbour.permanent(here.ifindex("east"), IpAddress.parse(text), "02:00:00:00:00:09");
    netlink.add(added);
    assertThat(netlink.neighbours()).contains(added);
    assertThat(added.valid()).isTrue();
    assertThat(netlink.delete(added)).isTrue();
  }

  private Link link(String name) {
    return netlink.links().stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
  }
}
