package dev.waymark.dataplane.classifier;

import dev.waymark.dataplane.layout.ForwardingPath;
import dev.waymark.dataplane.layout.SourceCheck;

/**
 * An interface that the program is attached to.
 *
 * @param linkLayerBytes of link-layer header: 14, or 0 for a raw IP device
 * @param mac its link-layer address in the lowest 48 bits, by which XDP knows what is for this
 *     host; 0: it has none
 */
public record AttachedInterface(
    int ifindex, ForwardingPath path, SourceCheck sourceCheck, int linkLayerBytes, long mac) {
  public AttachedInterface {
    if (ifindex < 1 || (linkLayerBytes != 0 && linkLayerBytes != 14) || mac >>> 48 != 0) {
      throw new IllegalArgumentException(
          "interface: ifindex=" + ifindex + " linkLayerBytes=" + linkLayerBytes);
    }
  }

  /** One whose address does not matter, because no XDP program is attached to it. */
  public AttachedInterface(
      int ifindex, ForwardingPath path, SourceCheck sourceCheck, int linkLayerBytes) {
    this(ifindex, path, sourceCheck, linkLayerBytes, 0);
  }
}
