package dev.waymark.dataplane.classifier;

import dev.waymark.dataplane.layout.InterfacesLayout;
import dev.waymark.dataplane.memory.Blocks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Puts the attached interfaces into shared memory: a hash without collisions. */
public final class InterfacesWriter {
  private static final int TRIES = 1 << 20;

  private final Blocks blocks;

  public InterfacesWriter(Blocks blocks) {
    this.blocks = blocks;
  }

  /** Writes the interfaces, no two of one ifindex, and answers the offset. */
  public int write(List<AttachedInterface> interfaces, InterfaceClasses classes) {
    return blocks.write(encode(interfaces, classes));
  }

  /** The bytes of a {@code wm_interfaces}. */
  public static byte[] encode(List<AttachedInterface> interfaces, InterfaceClasses classes) {
    ByteBuffer out = ByteBuffer.allocate(InterfacesLayout.BYTES).order(ByteOrder.nativeOrder());
    int multiplier = multiplier(interfaces);
    out.putInt(InterfacesLayout.MULTIPLIER, multiplier);
    out.putInt(InterfacesLayout.COUNT, interfaces.size());
    for (AttachedInterface attached : interfaces) {
      int at =
          InterfacesLayout.SLOTS_AT
              + slot(attached.ifindex(), multiplier) * InterfacesLayout.SLOT_BYTES;
      out.putInt(at + InterfacesLayout.IFINDEX, attached.ifindex());
      out.put(at + InterfacesLayout.PATH, (byte) attached.path().code());
      out.put(at + InterfacesLayout.SOURCE_CHECK, (byte) attached.sourceCheck().code());
      out.put(at + InterfacesLayout.L2, (byte) attached.linkLayerBytes());
      out.put(at + InterfacesLayout.FIELD_CLASS, (byte) classes.classOf(attached.ifindex()));
      for (int i = 0; i < InterfacesLayout.MAC_BYTES; i++) {
        out.put(at + InterfacesLayout.MAC + i, (byte) (attached.mac() >>> (40 - 8 * i)));
      }
    }
    return out.array();
  }

  private static int slot(int ifindex, int multiplier) {
    return (ifindex * multiplier) >>> 24;
  }

  /** The first of a fixed sequence of odd numbers that gives every interface a slot of its own. */
  private static int multiplier(List<AttachedInterface> interfaces) {
    int candidate = 0x9e3779b1;
    for (int i = 0; i < TRIES; i++) {
      if (separates(interfaces, candidate)) {
        return candidate;
      }
      candidate = (candidate * 0x2c1b3c6d + 0x297a2d3a) | 1;
    }
    throw new IllegalStateException(
        "no multiplier keeps "
            + interfaces.size()
            + " interfaces apart in "
            + InterfacesLayout.INTERFACE_SLOTS
            + " slots");
  }

  private static boolean separates(List<AttachedInterface> interfaces, int multiplier) {
    boolean[] taken = new boolean[InterfacesLayout.INTERFACE_SLOTS];
    for (AttachedInterface attached : interfaces) {
      int slot = slot(attached.ifindex(), multiplier);
      if (taken[slot]) {
        return false;
      }
      taken[slot] = true;
    }
    return true;
  }
}
