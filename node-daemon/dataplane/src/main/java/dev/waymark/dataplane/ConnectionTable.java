package dev.waymark.dataplane;

import dev.waymark.bpf.BpfObject;
import dev.waymark.libbpf.BpfObjectFile;
import dev.waymark.libbpf.NativeException;

/** The kernel's connection table (conntrack), as programs see it. */
final class ConnectionTable {

  private ConnectionTable() {}

  /**
   * Whether programs can ask it what the kernel translates: since Linux 5.18, where conntrack is
   * built in or its module is loaded. A program that does nothing else is loaded to find out.
   */
  static boolean canBeAsked() {
    BpfObject probe = BpfObject.CONNTRACK_PROBE;
    try (BpfObjectFile object = BpfObjectFile.open(probe.bytes(), probe.resourceName())) {
      object.load();
      return true;
    } catch (NativeException refused) {
      // For another reason the product is refused as well, and it is told there.
      return false;
    }
  }
}
