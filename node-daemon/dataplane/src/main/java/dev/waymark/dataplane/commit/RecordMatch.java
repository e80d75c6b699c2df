package dev.waymark.dataplane.commit;

import dev.waymark.dataplane.layout.GroupLayout;
import dev.waymark.dataplane.layout.NextHopLayout;
import dev.waymark.dataplane.layout.RouteLayout;
import dev.waymark.dataplane.memory.Memory;
import dev.waymark.dataplane.nexthop.Records;
import dev.waymark.dataplane.store.Image;
import dev.waymark.dataplane.store.PageArray;
import dev.waymark.dataplane.store.Reachability;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds for every record of a content the index that an adopted store knows it by, and renumbers
 * the content so. Next hops first, since groups name them, then groups, then routes.
 */
final class RecordMatch {
  private final Memory memory;

  private RecordMatch(Memory memory) {
    this.memory = memory;
  }

  /** Empty if every record was found; else what was not, in a sentence. */
  static Optional<String> adopt(Memory memory, Image image, Content content) {
    RecordMatch match = new RecordMatch(memory);
    Records records = content.records();
    int[] nextHops =
        match.find(
            image.nextHops(),
            NextHopLayout.BYTES,
            records.nextHopCount(),
            index -> records.nextHopOrNull(index) != null,
            records::encodeNextHop);
    if (nextHops == null) {
      return Optional.of("a next hop is not in the store");
    }
    records.renumberNextHops(nextHops, Math.max(1, image.nextHops().count()));
    int[] groups = match.findGroups(image, records);
    if (groups == null) {
      return Optional.of("a next-hop group is not in the store");
    }
    records.renumberGroups(groups, Math.max(1, image.groups().count()));
    int[] routes =
        match.find(
            image.routes(),
            RouteLayout.BYTES,
            records.routeCount(),
            index -> records.routeOrNull(index) != null,
            records::encodeRoute);
    if (routes == null) {
      return Optional.of("a route is not in the store");
    }
    records.renumberRoutes(routes, Math.max(1, image.routes().count()));
    content.tables().forEach(table -> table.renumber(routes));
    return Optional.empty();
  }

  /** The stored index of each of {@code count} records; null if one is not stored. */
  private int @Nullable [] find(
      PageArray stored,
      int recordBytes,
      int count,
      Predicate<Integer> exists,
      PageArray.Encoder encoder) {
    Map<ByteBuffer, Integer> byContent = new HashMap<>();
    for (int index = 1; index < stored.count(); index++) {
      byte[] bytes = new byte[recordBytes];
      memory.read(stored.at(index, recordBytes), bytes, 0, recordBytes);
      byContent.putIfAbsent(ByteBuffer.wrap(bytes), index);
    }
    int[] to = new int[count];
    for (int index = 1; index < count; index++) {
      if (exists.test(index)) {
        ByteBuffer record = ByteBuffer.allocate(recordBytes).order(ByteOrder.nativeOrder());
        encoder.encode(index, record);
        Integer found = byContent.get(record);
        if (found == null) {
          return null;
        }
        to[index] = found;
      }
    }
    return to;
  }

  /** A group is known by its kind and its block, or by its one next hop. */
  private int @Nullable [] findGroups(Image image, Records records) {
    Map<List<Integer>, Integer> byContent = new HashMap<>();
    for (int index = 1; index < image.groups().count(); index++) {
      int at = image.groups().at(index, GroupLayout.BYTES);
      int[] block = {memory.getInt(at + GroupLayout.TARGET)};
      if (image.buckets()[index] != 0) {
        block = new int[Reachability.bytesOfGroup(memory, at) / Integer.BYTES];
        memory.read(image.buckets()[index], block, 0, block.length);
      }
      byContent.putIfAbsent(content(memory.getInt(at + GroupLayout.BUCKET_BITS), block), index);
    }
    int[] to = new int[records.groupCount()];
    for (int index = 1; index < to.length; index++) {
      if (records.groupOrNull(index) != null) {
        ByteBuffer record = ByteBuffer.allocate(GroupLayout.BYTES).order(ByteOrder.nativeOrder());
        records.encodeGroup(index, 0, record);
        int[] block = records.block(index);
        int[] single = {record.getInt(GroupLayout.TARGET)};
        Integer found =
            byContent.get(
                content(
                    record.getInt(GroupLayout.BUCKET_BITS), block.length == 0 ? single : block));
        if (found == null) {
          return null;
        }
        to[index] = found;
      }
    }
    return to;
  }

  private static List<Integer> content(int kind, int[] block) {
    return IntStream.concat(IntStream.of(kind), IntStream.of(block)).boxed().toList();
  }
}
