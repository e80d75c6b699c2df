package dev.waymark.dataplane.readback;

import dev.waymark.dataplane.commit.Generations;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.GroupLayout;
import dev.waymark.dataplane.layout.NextHopLayout;
import dev.waymark.dataplane.layout.RouteLayout;
import dev.waymark.dataplane.layout.RouteType;
import dev.waymark.dataplane.memory.Memory;
import dev.waymark.dataplane.store.GenerationRecord;
import dev.waymark.dataplane.store.Image;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.MappedRegion;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a packet to one address meets in one table of the active generation: the route is found by
 * the live program's own lookup, and read from the memory that the program reads.
 */
public final class TableLookup {
  private final Generations generations;
  private final Memory memory;
  private final BpfProgram lookup;
  private final MappedRegion region;

  /**
   * Of one store.
   *
   * @param memory what the program reads
   * @param region where it is asked
   */
  public TableLookup(
      Generations generations, Memory memory, BpfProgram lookup, MappedRegion region) {
    this.generations = generations;
    this.memory = memory;
    this.lookup = lookup;
    this.region = region;
  }

  /**
   * A route as packets meet it.
   *
   * @param mark that the Kernel path sets for what the kernel answers itself
   * @param hops every next hop of its group; none unless it is UNICAST
   */
  public record Met(RouteType type, int mark, List<Hop> hops) {
    public Met {
      hops = List.copyOf(hops);
    }
  }

  /**
   * A next hop as packets meet it.
   *
   * @param mark that has the kernel use it
   */
  public record Hop(int ifindex, int mark) {}

  /**
   * Looks an address up.
   *
   * @param address 4 or 16 bytes
   * @return empty if the table has no route to it
   */
  public Optional<Met> find(int table, byte[] address) {
    int slot = generations.control().active();
    Family family = Family.ofAddress(address);
    ByteBuffer bits = ByteBuffer.allocate(16).put(address).rewind();
    int[] leaf = {0};
    Queries queries = new Queries(lookup, region, slot);
    queries.add(family, table, bits.getLong(), bits.getLong(), 0);
    queries.run((f, t, hi, lo, expected, found) -> leaf[0] = found);
    if (leaf[0] == 0) {
      return Optional.empty();
    }
    return switch (generations.recordIn(slot)) {
      case GenerationRecord.Found.Valid valid -> Optional.of(read(valid.record(), leaf[0]));
      case GenerationRecord.Found.Invalid invalid -> throw new IllegalStateException(invalid.why());
    };
  }

  private Met read(GenerationRecord record, int route) {
    Image image = record.image();
    int at = image.routes().at(route, RouteLayout.BYTES);
    RouteType type = RouteType.of(memory.getByte(at + RouteLayout.TYPE));
    List<Hop> hops = new ArrayList<>();
    if (type == RouteType.UNICAST) {
      for (int index : members(image, memory.getInt(at + RouteLayout.GROUP))) {
        int hop = image.nextHops().at(index, NextHopLayout.BYTES);
        hops.add(
            new Hop(
                memory.getInt(hop + NextHopLayout.IFINDEX),
                memory.getInt(hop + NextHopLayout.MARK)));
      }
    }
    return new Met(type, memory.getInt(at + RouteLayout.MARK), hops);
  }

  /** The next hops of a group, each once, in the order of their buckets. */
  private Set<Integer> members(Image image, int group) {
    int at = image.groups().at(group, GroupLayout.BYTES);
    int bits = memory.getInt(at + GroupLayout.BUCKET_BITS);
    int target = memory.getInt(at + GroupLayout.TARGET);
    Set<Integer> members = new LinkedHashSet<>();
    if (bits == 0) {
      members.add(target);
    }
    for (int bucket = 0; bits > 0 && bucket < 1 << bits; bucket++) {
      members.add(memory.getInt(target + bucket * Integer.BYTES));
    }
    return members;
  }
}
