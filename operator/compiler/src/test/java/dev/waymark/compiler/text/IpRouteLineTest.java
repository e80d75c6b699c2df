package dev.waymark.compiler.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.Hop;
import dev.waymark.compiler.model.States;
import dev.waymark.compiler.model.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpRouteLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "10.0.0.0/8 via 192.0.2.1 dev eth0 > 10.0.0.0/8 via 192.0.2.1 dev eth0",
        "unicast 10.0.0.0/8 via 192.0.2.1 metric 0 > 10.0.0.0/8 via 192.0.2.1",
        "default via 192.0.2.1 proto static metric 100 > 0.0.0.0/0 via 192.0.2.1 metric 100",
        "default via fe80::1 dev eth0 proto ra pref medium > ::/0 via fe80::1 dev eth0",
        "default via inet6 fe80::1 dev eth0 > 0.0.0.0/0 via inet6 fe80::1 dev eth0",
        "default dev wg0 scope link > 0.0.0.0/0 dev wg0",
        "198.51.100.7 dev eth1 src 192.0.2.9 > 198.51.100.7/32 dev eth1 src 192.0.2.9",
        "2001:db8::/32 via 2001:DB8:0::1 mtu lock 1400 > 2001:db8::/32 via 2001:db8::1 mtu 1400",
        "blackhole 203.0.113.0/24 > blackhole 203.0.113.0/24",
        "unreachable default metric 4294967295 > unreachable 0.0.0.0/0 metric 4294967295",
        "throw 2001:db8:1::/48 > throw 2001:db8:1::/48",
        "local 192.0.2.53 > local 192.0.2.53/32",
        "10.0.0.0/8 nexthop via 192.0.2.2 weight 3 nexthop via 192.0.2.1 dev eth0 onlink > 10.0.0.0/8 nexthop via 192.0.2.1 dev eth0 onlink nexthop via 192.0.2.2 weight 3",
        "10.0.0.0/8 via inet6 fe80::1 dev eth0 > 10.0.0.0/8 via inet6 fe80::1 dev eth0",
      })
  void aLineIsReadAndWrittenInOneForm(String line, String canonical) {
    assertThat(IpRouteLine.parse(line)).hasToString(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "10.0.0.0/8 metrc 5 via 192.0.2.1 > \"metrc\" is no word of a route; write via, dev, weight, onlink, optional, metric, mtu, src, nexthop, proto, scope or pref",
        "10.0.0.1/8 via 192.0.2.1 > \"10.0.0.1/8\" has host bits set; write 10.0.0.0/8",
        "10.0.0.0/8 > no next hop; add via or dev",
        "10.0.0.0/8 via > the line ends where an address after via belongs",
        "10.0.0.0/8 via 10.0.0.300 > via \"10.0.0.300\" is not an IP address; each of the four numbers is 0–255",
        "blackhole 10.0.0.0/8 dev eth0 > a blackhole route has no next hop; drop via and dev",
        "2001:db8::/32 via 192.0.2.1 > IPv4 gateway 192.0.2.1 of the IPv6 destination 2001:db8::/32; write an IPv6 gateway",
        "10.0.0.0/8 via 2001:db8::1 > IPv6 gateway 2001:db8::1 of the IPv4 destination 10.0.0.0/8; write via inet6 2001:db8::1 if that is meant",
        "2001:db8::/32 via fe80::1 > the link-local gateway fe80::1 has no interface; add dev",
        "10.0.0.0/8 via 192.0.2.1 onlink > onlink without an interface; add dev",
        "10.0.0.0/8 dev eth0 metric 4294967296 > metric \"4294967296\" is not right; write a number 0–4294967295",
        "10.0.0.0/8 dev eth0 mtu 100 > mtu \"100\" is not right; write a number 576–65535",
        "2001:db8::/32 dev eth0 mtu 1000 > mtu 1000 is below the least of IPv6; write 1280 or more",
        "10.0.0.0/8 dev eth0 weight 0 > weight \"0\" is not right; write a number 1–256",
        "10.0.0.0/8 dev interface-too-long > \"interface-too-long\" is no interface name; up to 15 characters without / and : would be right",
        "10.0.0.0/8 dev eth0 nexthop via 192.0.2.1 > nexthop after via or dev; write every next hop as nexthop via … dev …",
        "10.0.0.0/8 nexthop weight 2 > a next hop that leads nowhere; add via or dev",
        "10.0.0.0/8 via inet 2001:db8::1 > via inet 2001:db8::1 names the wrong family; write inet for IPv4, inet6 for IPv6",
        "10.0.0.0/8 via 192.0.2.1 via 192.0.2.2 > a second via; write several next hops as nexthop via … nexthop via …",
        "10.0.0.0/8 dev eth0 src 2001:db8::1 > src 2001:db8::1 is not of the family of 10.0.0.0/8; write an address of the same family",
        "multicast 239.0.0.0/8 dev eth0 > multicast routes cannot be mirrored; declare them in spec.routes",
        "10/8 via 192.0.2.1 > \"10/8\" is not a prefix; before the / stands no IP address: \"10\" is not an IP address; write four numbers 0–255 without leading zeros, for instance 192.0.2.1",
        "10.0.0.0/8 dev eth0 nexthop > nexthop after via or dev; write every next hop as nexthop via … dev …",
        "10.0.0.0/8 dev eth0 dev eth1 > a second dev; write several next hops as nexthop via … nexthop via …",
        "10.0.0.0/8 via 192.0.2.1 via 192.0.2.1 > a second via; write several next hops as nexthop via … nexthop via …",
        "10.0.0.0/8 nexthop dev eth0 nexthop dev eth0 > the next hop dev eth0 stands twice; write it once, with the sum of the weights",
      })
  void aWrongLineSaysWhatWouldBeRight(String line, String message) {
    assertThatThrownBy(() -> IpRouteLine.parse(line))
        .isInstanceOf(IpRouteException.class)
        .hasMessage(message);
  }

  @Property
  void whatIsWrittenIsReadBack(@ForAll long seed) {
    IpRouteLine line = random(new Random(seed));

    assertThat(IpRouteLine.parse(line.toString())).isEqualTo(line);
  }

  /** Nothing but an IpRouteException, whatever stands in a ConfigMap. */
  @Property
  void anyWordsAreReadOrRefused(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> words = new ArrayList<>(List.of(random(random).toString().split(" ")));
    for (int i = random.nextInt(3); i >= 0; i--) {
      words.add(random.nextInt(words.size() + 1), WORDS.get(random.nextInt(WORDS.size())));
      words.remove(random.nextInt(words.size()));
    }
    String text = String.join(" ", words);

    try {
      IpRouteLine read = IpRouteLine.parse(text);
      assertThat(IpRouteLine.parse(read.toString())).isEqualTo(read);
    } catch (IpRouteException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment\n   \n"})
  void aTextWithoutRoutesIsEmpty(String text) {
    assertThat(read(text)).isEmpty();
  }

  @Test
  void linesAreCountedFromOneAlsoAfterWrongOnes() {
    assertThat(read("# head\n\nblackhole 10.0.0.0/8 # why\r\nnonsense\nthrow 11.0.0.0/8"))
        .containsExactly(
            "3: blackhole 10.0.0.0/8",
            "4! \"nonsense\" is neither a route type nor a destination; write a prefix, an address or default",
            "5: throw 11.0.0.0/8");
  }

  private static final List<String> WORDS =
      List.of(
          "via",
          "dev",
          "nexthop",
          "weight",
          "metric",
          "-1",
          "0",
          "eth0",
          "inet6",
          "::/0",
          "local",
          "default",
          "src",
          "é",
          "99999999999999999999");

  private static List<String> read(String text) {
    List<String> lines = new ArrayList<>();
    IpRouteText.read(
        text,
        new IpRouteText.Lines() {
          @Override
          public void route(int line, IpRouteLine route) {
            lines.add(line + ": " + route);
          }

          @Override
          public void wrong(int line, String problem) {
            lines.add(line + "! " + problem);
          }
        });
    return lines;
  }

  private static IpRouteLine random(Random random) {
    Prefix to = States.prefix(random);
    Way way = States.way(random);
    List<Hop> via = new ArrayList<>();
    for (Hop hop : way.via()) {
      Address gateway = hop.gateway();
      boolean wrong =
          gateway != null
              && (gateway.linkLocal()
                  || (to.family() == Family.V6 && gateway.family() == Family.V4));
      if (!wrong
          && via.stream()
              .noneMatch(h ->
                  Objects.equals(h.gateway(), gateway)
                      && Objects.equals(h.interfaceName(), hop.interfaceName()))) {
        via.add(hop);
      }
    }
    RouteType forwarding = via.isEmpty() ? RouteType.Throw : RouteType.Unicast;
    RouteType type = way.type().forwards() ? forwarding : way.type();
    Address src = way.src() != null && way.src().family() == to.family() ? way.src() : null;
    return new IpRouteLine(to, type, via, way.metric(), way.mtu(), src);
  }
}
