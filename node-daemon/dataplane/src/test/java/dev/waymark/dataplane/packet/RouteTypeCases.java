package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.PacketCase.row;

import dev.waymark.dataplane.reference.Config.RouteKind;
import dev.waymark.dataplane.reference.Reason;
import java.util.ArrayList;
import java.util.List;

/** Every type of route, on both paths. */
final class RouteTypeCases {
  private RouteTypeCases() {}

  static List<PacketCase> all() {
    List<PacketCase> cases = new ArrayList<>();
    for (int input : new int[] {Scene.LAN, Scene.LAN_KERNEL}) {
      type(cases, input, RouteKind.LOCAL, Reason.KERNEL_LOCAL, Scene.LOCAL_MARK, Shows.TYPE_LOCAL);
      type(
          cases,
          input,
          RouteKind.UNREACHABLE,
          Reason.KERNEL_UNREACHABLE,
          Scene.UNREACHABLE_MARK,
          Shows.TYPE_UNREACHABLE);
      type(
          cases,
          input,
          RouteKind.PROHIBIT,
          Reason.KERNEL_PROHIBIT,
          Scene.PROHIBIT_MARK,
          Shows.TYPE_PROHIBIT);
      type(cases, input, RouteKind.BLACKHOLE, Reason.DROP_BLACKHOLE, 0, Shows.TYPE_BLACKHOLE);
      type(cases, input, RouteKind.KERNEL, Reason.PASS_KERNEL_ROUTE, 0, Shows.TABLE_KERNEL);
      type(cases, input, RouteKind.PROTECTED, Reason.PASS_PROTECTED, 0, Shows.PROTECTED);
      cases.addAll(
          Fam.both(fam ->
              row(
                      "Throw in 254 and 253 leaves the packet to the kernel, " + path(input),
                      Scene.scene()
                          .both(254, f -> f.net(2), f -> Scene.of(RouteKind.THROW))
                          .both(253, f -> f.net(2), f -> Scene.of(RouteKind.THROW)))
                  .in(eth(), fam.to(2), udp(7, 9))
                  .on(input)
                  .gives(Reason.PASS_NO_ROUTE)
                  .shows(Shows.TYPE_THROW)));
      cases.addAll(
          Fam.both(fam ->
              row(
                      "Throw in 254 goes on to 253, " + path(input),
                      Scene.scene()
                          .both(254, f -> f.net(2), f -> Scene.of(RouteKind.THROW))
                          .both(253, f -> f.net(2), f -> Scene.of(RouteKind.PROHIBIT)))
                  .in(eth(), fam.to(2), udp(7, 9))
                  .on(input)
                  .gives(Reason.KERNEL_PROHIBIT)
                  .mark(Scene.PROHIBIT_MARK)
                  .counts(Scene.COUNTER_ROUTE)
                  .shows(Shows.TYPE_THROW)));
    }
    return cases;
  }

  private static void type(
      List<PacketCase> cases, int input, RouteKind type, Reason reason, int mark, Shows shows) {
    cases.addAll(
        Fam.both(fam ->
            row(
                    type + ", " + path(input),
                    Scene.scene()
                        .both(254, Fam::all, Scene::viaA)
                        .both(254, f -> f.net(2), f -> Scene.of(type)))
                .in(eth(), fam.to(2), udp(7, 9), payload(3))
                .on(input)
                .marked(0x2080)
                .gives(reason)
                .mark(0x2080 | mark)
                .counts(Scene.COUNTER_ROUTE)
                .shows(shows)));
  }

  private static String path(int input) {
    return input == Scene.LAN ? "Fast path" : "Kernel path";
  }
}
