package dev.waymark.dataplane.classifier;

import dev.waymark.dataplane.layout.ForwardingPath;
import dev.waymark.dataplane.layout.SourceCheck;

/**
 * An interface that the program is attached to.
 *
 * @param linkLayerBytes of link-layer header: 14, or 0 for a raw IP device
 */
public record AttachedInterface(
    int ifindex, ForwardingPath path, SourceCheck sourceCheck, int linkLayerBytes) {
  public AttachedInterface {
    if (ifindex < 1 || (linkLayerBytes != 0 && linkLayerBytes != 14)) {
      throw new IllegalArgumentException(
          "interface: ifindex=" + ifindex + " linkLayerBytes=" + linkLayerBytes);
    }
  }
}
