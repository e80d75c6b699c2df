package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.ip;

import dev.waymark.dataplane.packet.Layer.Ethernet;
import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.Config.Hop;
import dev.waymark.dataplane.reference.Config.NextHop;
import dev.waymark.dataplane.reference.Config.Route;
import dev.waymark.dataplane.reference.Config.RouteKind;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What rows about groups of receivers are made of: one group of each family, and its frames. */
final class Groups {
  private Groups() {}

  static Scene scene(int input, int mtu, NextHop... outputs) {
    return Scene.scene().both(254, Groups::all, fam -> route(input, mtu, outputs));
  }

  static Route route(int input, int mtu, NextHop... outputs) {
    List<Hop> hops = Stream.of(outputs).map(output -> new Hop(output, 1)).toList();
    return new Route(RouteKind.MULTICAST, mtu, hops, 0, Scene.COUNTER_ROUTE, input);
  }

  static NextHop output(int ifindex, int mtu, int counter) {
    return new NextHop(ifindex, "if" + ifindex, Bytes.of(), mtu, false, 0, counter);
  }

  static String all(Fam fam) {
    return fam == Fam.V4 ? "224.0.0.0/4" : "ff00::/8";
  }

  static Ip to(Fam fam) {
    return ip(fam.host(Scene.CLIENTS, 5), fam == Fam.V4 ? "239.1.2.3" : "ff0e::1:2:3");
  }

  static String mac(Fam fam) {
    return fam == Fam.V4 ? "01:00:5e:01:02:03" : "33:33:00:02:00:03";
  }

  static Ethernet in(Fam fam) {
    return eth().to(mac(fam));
  }

  static Ethernet out(Fam fam, NextHop output) {
    return from(output).to(mac(fam));
  }

  static Ethernet from(NextHop output) {
    return eth().from(HexFormat.ofDelimiter(":").formatHex(output.mac().toArray()));
  }
}
