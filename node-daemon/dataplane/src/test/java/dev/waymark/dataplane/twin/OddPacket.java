package dev.waymark.dataplane.twin;

import dev.waymark.dataplane.packet.Layer;
import dev.waymark.dataplane.packet.Layers;
import dev.waymark.libbpf.testing.Offload;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A row of the table: frames that are sent one after the other, and where Waymark treats them
 * otherwise than the kernel, why that is meant.
 */
final class OddPacket {

  /** A frame, and what of it is still to be done. */
  @SuppressWarnings("ArrayRecordComponent")
  record Frame(byte[] bytes, Offload offload) {}

  private final String name;
  private final List<Frame> frames = new ArrayList<>();
  private final Map<Forwarder, String> deliberate = new EnumMap<>(Forwarder.class);

  private OddPacket(String name) {
    this.name = name;
  }

  /** A row with this one frame. */
  static OddPacket row(String name, Layer... layers) {
    return row(name, Layers.packet(layers));
  }

  static OddPacket row(String name, byte[] frame) {
    return new OddPacket(name).and(frame);
  }

  /** One more frame. */
  OddPacket and(Layer... layers) {
    return and(Layers.packet(layers));
  }

  OddPacket and(byte[] frame) {
    return and(frame, Offload.NONE);
  }

  OddPacket and(byte[] frame, Offload offload) {
    frames.add(new Frame(frame, offload));
    return this;
  }

  /** A row that begins with frames to be cut. */
  static OddPacket joined(String name, byte[] frame, Offload offload) {
    return new OddPacket(name).and(frame, offload);
  }

  /** Both of Waymark's paths do otherwise. */
  OddPacket differs(String why) {
    return differs(Forwarder.FAST, why).differs(Forwarder.KERNEL_PATH, why);
  }

  /** One path does otherwise. */
  OddPacket differs(Forwarder where, String why) {
    deliberate.put(where, why);
    return this;
  }

  List<Frame> frames() {
    return frames;
  }

  /** Why what comes out there is not what the kernel's forwarding makes; empty: it must be. */
  String deliberate(Forwarder where) {
    return deliberate.getOrDefault(where, "");
  }

  @Override
  public String toString() {
    return name;
  }
}
