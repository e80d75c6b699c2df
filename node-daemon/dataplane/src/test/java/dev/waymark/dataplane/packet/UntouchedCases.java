package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.raw;
import static dev.waymark.dataplane.packet.Layers.tcp;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.Layers.vlan;
import static dev.waymark.dataplane.packet.PacketCase.row;

import dev.waymark.dataplane.reference.Reason;
import java.util.ArrayList;
import java.util.List;

/** Packets that Waymark looks at and leaves alone before it looks at any table. */
final class UntouchedCases {
  private UntouchedCases() {}

  private static final Scene SCENE =
      Scene.scene().both(254, Fam::all, Scene::viaA).both(254, fam -> fam.net(2), Scene::viaA);

  static List<PacketCase> all() {
    List<PacketCase> cases = new ArrayList<>();
    cases.add(
        row("an ARP request is not IP", SCENE)
            .in(eth(), raw(Layer.ARP, new byte[28]))
            .gives(Reason.PASS_NOT_IP)
            .shows(Shows.UNTOUCHED_NOT_IP)
            .done());
    cases.add(
        row("a frame of an unknown type is not IP", SCENE)
            .in(eth().type(0x88cc), payload(60))
            .gives(Reason.PASS_NOT_IP)
            .shows(Shows.UNTOUCHED_NOT_IP)
            .done());
    cases.add(
        row("an 802.3 frame with a length for a type is not IP", SCENE)
            .in(eth().type(0x0040), payload(64))
            .gives(Reason.PASS_NOT_IP)
            .shows(Shows.UNTOUCHED_NOT_IP)
            .done());
    cases.add(
        row("a frame with nothing in it is not IP", SCENE)
            .in(eth().type(0x0000))
            .gives(Reason.PASS_NOT_IP)
            .shows(Shows.UNTOUCHED_NOT_IP)
            .done());
    cases.addAll(
        Fam.both(fam ->
            row("a frame for another host on the link", SCENE)
                .in(eth().to("02:57:4d:00:00:99"), fam.to(2), udp(7, 9))
                .notOurs()
                .gives(Reason.PASS_OTHER_HOST)
                .shows(Shows.UNTOUCHED_OTHER_HOST)));
    cases.addAll(
        Fam.both(fam ->
            row("a frame to everybody on the link", SCENE)
                .in(eth().to("ff:ff:ff:ff:ff:ff"), fam.to(2), udp(7, 9))
                .notOurs()
                .gives(Reason.PASS_OTHER_HOST)
                .shows(Shows.UNTOUCHED_OTHER_HOST)));
    cases.addAll(
        Fam.both(fam ->
            row("a frame to a group on the link for one host, which no router may forward", SCENE)
                .in(eth().to("01:00:5e:00:00:09"), fam.to(2), udp(7, 9))
                .toGroup()
                .gives(Reason.PASS_OTHER_HOST)
                .shows(Shows.UNTOUCHED_OTHER_HOST)));
    cases.addAll(
        Fam.both(fam ->
            row("a VLAN tag on the parent device", SCENE)
                .in(eth(), vlan(100), fam.to(2), tcp(7, 9))
                .gives(Reason.PASS_VLAN)
                .shows(Shows.UNTOUCHED_VLAN)));
    cases.addAll(
        Fam.both(fam ->
            row("two VLAN tags on the parent device", SCENE)
                .in(eth().type(0x88a8), vlan(7), vlan(100), fam.to(2), tcp(7, 9))
                .gives(Reason.PASS_VLAN)
                .shows(Shows.UNTOUCHED_VLAN)));
    cases.addAll(
        Fam.both(fam ->
            row("an interface that the configuration does not name", SCENE)
                .in(eth(), fam.to(2), udp(7, 9))
                .on(Scene.UNATTACHED)
                .gives(Reason.PASS_NOT_ATTACHED)
                .shows(Shows.UNTOUCHED_UNATTACHED)));
    cases.addAll(
        Fam.both(fam ->
            row("a mark that somebody set stays on a packet left alone", SCENE)
                .in(eth(), vlan(100), fam.to(2), udp(7, 9))
                .marked(0xffffffff)
                .gives(Reason.PASS_VLAN)
                .shows(Shows.MARK_MASK)));
    return cases;
  }
}
