package dev.waymark.dataplane.explain;

import dev.waymark.dataplane.layout.ClassifierLayout;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.GroupLayout;
import dev.waymark.dataplane.layout.NextHopLayout;
import dev.waymark.dataplane.layout.OutputsLayout;
import dev.waymark.dataplane.layout.RouteLayout;
import dev.waymark.dataplane.layout.RouteType;
import dev.waymark.dataplane.layout.RuleAction;
import dev.waymark.dataplane.layout.RuleLayout;
import dev.waymark.dataplane.memory.Memory;
import dev.waymark.dataplane.store.Image;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records of one generation, as they lie in the store. */
public final class StoredRecords {

  /**
   * A rule.
   *
   * @param table that a Lookup asks
   * @param counter index of its counter; 0: none
   */
  public record StoredRule(RuleAction action, int table, int counter) {}

  /**
   * A route.
   *
   * @param mtu bytes; 0: the device's
   * @param counter index of its counter; 0: none
   */
  public record StoredRoute(RouteType type, int mtu, int counter) {}

  /**
   * A next hop of a group.
   *
   * @param index of its record
   * @param buckets of the group that lead to it
   * @param gateway 4 or 16 bytes in network order; absent: the destination itself is the neighbour
   * @param counter index of its counter; 0: none
   */
  // The gateway is compared by content where it is compared.
  @SuppressWarnings("ArrayRecordComponent")
  public record StoredNextHop(
      int index, int buckets, int ifindex, byte @Nullable [] gateway, int mtu, int counter) {}

  private final Memory memory;
  private final Image image;

  StoredRecords(Memory memory, Image image) {
    this.memory = memory;
    this.image = image;
  }

  /**
   * A rule of a family's classifier.
   *
   * @param toNode of the rules for the node itself, not for what it forwards
   * @param index from 0
   */
  public StoredRule rule(Family family, boolean toNode, int index) {
    int classifier = toNode ? image.toNode(family) : image.classifier(family);
    int rules = memory.getInt(classifier + ClassifierLayout.RULES);
    ByteBuffer rule = record(rules + index * RuleLayout.BYTES, RuleLayout.BYTES);
    return new StoredRule(
        RuleAction.of(rule.get(RuleLayout.ACTION)),
        Short.toUnsignedInt(rule.getShort(RuleLayout.TABLE)),
        rule.getInt(RuleLayout.COUNTER));
  }

  /** A route by its index. */
  public StoredRoute route(int index) {
    ByteBuffer route = record(image.routes().at(index, RouteLayout.BYTES), RouteLayout.BYTES);
    return new StoredRoute(
        RouteType.of(route.get(RouteLayout.TYPE)),
        Short.toUnsignedInt(route.getShort(RouteLayout.MTU)),
        route.getInt(RouteLayout.COUNTER));
  }

  /** The next hops of a group, each once; of several to choose from, the largest share first. */
  public List<StoredNextHop> group(int index) {
    int at = image.groups().at(index, GroupLayout.BYTES);
    int bits = memory.getInt(at + GroupLayout.BUCKET_BITS);
    int target = memory.getInt(at + GroupLayout.TARGET);
    int[] buckets = {target};
    if (bits == GroupLayout.GROUP_EACH) {
      buckets = outputs(target);
    } else if (bits != 0) {
      buckets = new int[1 << bits];
      memory.read(target, buckets, 0, buckets.length);
    }
    Map<Integer, Integer> shares = new LinkedHashMap<>();
    Arrays.stream(buckets).forEach(hop -> shares.merge(hop, 1, Integer::sum));
    List<StoredNextHop> hops = new ArrayList<>();
    shares.forEach((hop, share) -> hops.add(nextHop(hop, share)));
    hops.sort((a, b) -> Integer.compare(b.buckets(), a.buckets()));
    return hops;
  }

  /** The next hops that a multicast group sends a copy to. */
  private int[] outputs(int at) {
    int[] outputs = new int[memory.getInt(at + OutputsLayout.COUNT)];
    for (int i = 0; i < outputs.length; i++) {
      int output = at + OutputsLayout.BYTES + i * OutputsLayout.OUTPUT_BYTES;
      outputs[i] = memory.getInt(output + OutputsLayout.OUTPUT_NEXT_HOP);
    }
    return outputs;
  }

  private StoredNextHop nextHop(int index, int share) {
    ByteBuffer hop = record(image.nextHops().at(index, NextHopLayout.BYTES), NextHopLayout.BYTES);
    byte[] gateway =
        switch (hop.get(NextHopLayout.FAMILY)) {
          case 4 -> new byte[4];
          case 6 -> new byte[16];
          default -> null;
        };
    if (gateway != null) {
      hop.get(NextHopLayout.GATEWAY, gateway);
    }
    return new StoredNextHop(
        index,
        share,
        hop.getInt(NextHopLayout.IFINDEX),
        gateway,
        Short.toUnsignedInt(hop.getShort(NextHopLayout.MTU)),
        hop.getInt(NextHopLayout.COUNTER));
  }

  private ByteBuffer record(int at, int length) {
    byte[] bytes = new byte[length];
    memory.read(at, bytes, 0, length);
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }
}
