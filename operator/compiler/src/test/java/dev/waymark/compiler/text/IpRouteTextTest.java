package dev.waymark.compiler.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A text says of each line what the line says by itself, however often its tail stood before. */
class IpRouteTextTest {

  @Property
  void everyLineMeansWhatItMeansAlone(@ForAll("lines") List<String> lines) {
    assertThat(told(String.join("\n", lines))).isEqualTo(alone(lines));
  }

  @Provide
  Arbitrary<List<String>> lines() {
    var destination =
        Arbitraries.of(
            "10.1.0.0/16",
            "10.2.0.0/16",
            "10.2.3.4/16",
            "2001:db8::/32",
            "10.9.9.9",
            "default",
            "blackhole 10.5.0.0/16",
            "10.7.0.0/33",
            "nonsense");
    var tail =
        Arbitraries.of(
            "",
            " via 10.0.0.1",
            " via 10.0.0.1 metric 5",
            " via fd00::1",
            " via inet6 fd00::1",
            " dev eth0",
            " dev eth0 mtu 900",
            " nexthop via 10.0.0.2 nexthop" + " via 10.0.0.1 weight 3",
            " via 10.0.0.1 src 10.0.0.9",
            " sideways");
    return net.jqwik.api.Combinators.combine(destination, tail)
        .as((to, rest) -> to + rest)
        .list()
        .ofMaxSize(40);
  }

  private static List<String> told(String text) {
    var told = new ArrayList<String>();
    IpRouteText.read(
        text,
        new IpRouteText.Lines() {
          @Override
          public void route(int line, IpRouteLine route) {
            told.add(line + ": " + route);
          }

          @Override
          public void wrong(int line, String problem) {
            told.add(line + "! " + problem);
          }
        });
    return told;
  }

  private static List<String> alone(List<String> lines) {
    var told = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      try {
        told.add(i + 1 + ": " + IpRouteLine.parse(lines.get(i)));
      } catch (IpRouteException e) {
        told.add(i + 1 + "! " + e.getMessage());
      }
    }
    return told;
  }
}
