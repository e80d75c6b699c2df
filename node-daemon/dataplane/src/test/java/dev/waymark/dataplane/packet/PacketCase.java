package dev.waymark.dataplane.packet;

import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.Config;
import dev.waymark.dataplane.reference.Reason;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import dev.waymark.dataplane.reference.ReferencePath.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One row of a table of packets.
 *
 * @param config what is published when the packet comes
 * @param before packets that came before it, the first one first
 * @param in the packet as it comes
 * @param reason what must become of it; the counter of this reason moves by one
 * @param mark that it must carry afterwards
 * @param out its bytes afterwards
 * @param answered the packet became an answer to its sender
 * @param copies the frames that leave beside it, in the order of the outputs
 * @param lost the copies that do not leave: a reason for each, whose counter moves by one
 * @param counters which of the configuration's counters move, each by one packet
 * @param shows the rules of the semantics that the row is an example of
 */
public record PacketCase(
    String name,
    Config config,
    List<Arrival> before,
    Arrival in,
    Reason reason,
    int mark,
    Bytes out,
    boolean answered,
    List<Ran.Sent> copies,
    List<Reason> lost,
    Set<Integer> counters,
    List<Shows> shows) {

  @Override
  public String toString() {
    return name;
  }

  /** Begins a row: under this configuration, ... */
  static Draft row(String name, Scene scene) {
    return new Draft(name, scene.done());
  }

  /** A row being written. */
  static final class Draft {
    private String name;
    private final Config config;
    private final List<Bytes> before = new ArrayList<>();
    private Bytes in = Bytes.of();
    private int ifindex = Scene.LAN;
    private Link link = Link.US;
    private int markIn;
    private int gsoSize;
    private Reason reason = Reason.PASS_NO_ROUTE;
    private int markOut;
    private Bytes out = Bytes.of();
    private boolean answered;
    private final List<Ran.Sent> copies = new ArrayList<>();
    private final List<Reason> lost = new ArrayList<>();
    private Set<Integer> counters = Set.of();

    private Draft(String name, Config config) {
      this.name = name;
      this.config = config;
    }

    /** ... this packet comes ... */
    Draft in(Layer... layers) {
      return in(Layers.packet(layers));
    }

    Draft in(byte[] packet) {
      in = Bytes.of(packet);
      out = in;
      return this;
    }

    /** ... after this one, which came in like it ... */
    Draft after(Layer... layers) {
      before.add(Bytes.of(Layers.packet(layers)));
      return this;
    }

    /** ... by this interface ... */
    Draft on(int input) {
      ifindex = input;
      return this;
    }

    /** ... not addressed to this node on the link ... */
    Draft notOurs() {
      link = Link.OTHERS;
      return this;
    }

    /** ... addressed to a group on the link ... */
    Draft toGroup() {
      link = Link.GROUP;
      return this;
    }

    /** ... standing for several packets with so many bytes of payload each ... */
    Draft joined(int bytesOfPayload) {
      gsoSize = bytesOfPayload;
      return this;
    }

    /** ... carrying this mark ... */
    Draft marked(int mark) {
      markIn = mark;
      markOut = mark;
      return this;
    }

    /** ... and this becomes of it ... */
    Draft gives(Reason what) {
      reason = what;
      return this;
    }

    /** ... it leaves like this; unchanged if nothing is said ... */
    Draft out(Layer... layers) {
      out = Bytes.of(Layers.packet(layers));
      return this;
    }

    Draft out(byte[] packet) {
      out = Bytes.of(packet);
      return this;
    }

    /** ... and this goes back to where it came from ... */
    Draft answers(Layer... layers) {
      answered = true;
      return out(layers);
    }

    /** ... a copy like this leaves by that interface, ... */
    Draft copy(int output, Layer... layers) {
      copies.add(new Ran.Sent(output, Bytes.of(Layers.packet(layers))));
      return this;
    }

    /** ... one more copy does not leave, ... */
    Draft lost(Reason why) {
      lost.add(why);
      return this;
    }

    /** ... with this mark, ... */
    Draft mark(int mark) {
      markOut = mark;
      return this;
    }

    /** ... these counters move, ... */
    Draft counts(Integer... indices) {
      counters = new TreeSet<>(Arrays.asList(indices));
      return this;
    }

    Draft named(Fam fam) {
      name = name + " (" + (fam == Fam.V4 ? "IPv4" : "IPv6") + ")";
      return this;
    }

    private Shows[] shown = {};

    /** ... which is an example of these rules. */
    Draft shows(Shows... rules) {
      shown = rules.clone();
      return this;
    }

    PacketCase done() {
      Arrival arrival = new Arrival(in, ifindex, link, markIn, gsoSize);
      List<Arrival> earlier =
          before.stream().map(each -> new Arrival(each, ifindex, link, markIn, 0)).toList();
      return new PacketCase(
          name,
          config,
          earlier,
          arrival,
          reason,
          markOut,
          out,
          answered,
          List.copyOf(copies),
          List.copyOf(lost),
          Set.copyOf(counters),
          List.of(shown));
    }
  }
}
