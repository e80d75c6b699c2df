package dev.waymark.dataplane.readback;

import dev.waymark.dataplane.commit.CommitDifference;
import dev.waymark.dataplane.layout.ArrayLayout;
import dev.waymark.dataplane.layout.GroupLayout;
import dev.waymark.dataplane.layout.NextHopLayout;
import dev.waymark.dataplane.layout.QueriesLayout;
import dev.waymark.dataplane.layout.Question;
import dev.waymark.dataplane.layout.RouteLayout;
import dev.waymark.dataplane.nexthop.Group;
import dev.waymark.dataplane.nexthop.Records;
import dev.waymark.dataplane.store.Image;
import dev.waymark.dataplane.store.PageArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * What to ask of routes, groups and next hops: each record of an array of which a page was written
 * anew, and of each group whose buckets were, the next hop of every bucket. A record is compared by
 * a digest that no change of a single word of it leaves as it was. Outputs, of which no flow is
 * given one, are compared with the store word by word.
 */
final class RecordQuestions {
  /** Takes a question. */
  interface Sink {
    void ask(Question question, int index, int hash, int expected);
  }

  private final CommitDifference difference;
  private final Records records;
  private final Sink sink;
  private final IntConsumer damaged;

  private RecordQuestions(CommitDifference difference, Sink sink, IntConsumer damaged) {
    this.difference = difference;
    this.records = difference.records();
    this.sink = sink;
    this.damaged = damaged;
  }

  /**
   * Asks.
   *
   * @param damaged sees each group whose outputs do not lie in the store as they should
   */
  static void ask(CommitDifference difference, Sink sink, IntConsumer damaged) {
    new RecordQuestions(difference, sink, damaged).ask();
  }

  private void ask() {
    Image before = difference.before();
    Image after = difference.after();
    records(Question.NEXT_HOP, before.nextHops(), after.nextHops(), NextHopLayout.BYTES);
    records(Question.GROUP, before.groups(), after.groups(), GroupLayout.BYTES);
    records(Question.ROUTE, before.routes(), after.routes(), RouteLayout.BYTES);
    int[] known = Arrays.copyOf(before.buckets(), after.buckets().length);
    for (int index = 1; index < known.length; index++) {
      boolean written = isNew(before.groups(), after.groups(), index) || known[index] == 0;
      if (records.groupOrNull(index) != null
          && (written || known[index] != after.buckets()[index])) {
        members(index);
      }
    }
  }

  private void records(Question question, PageArray before, PageArray after, int bytes) {
    ByteBuffer record = ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    for (int index = 1; index < after.count(); index++) {
      // The table of pages is written anew with any page, and may lead astray to any of them.
      if (before.table() != after.table() && exists(question, index)) {
        Arrays.fill(record.array(), (byte) 0);
        encode(question, index, record);
        sink.ask(question, index, 0, digest(record));
      }
    }
  }

  private boolean exists(Question question, int index) {
    return switch (question) {
      case NEXT_HOP -> records.nextHopOrNull(index) != null;
      case GROUP -> records.groupOrNull(index) != null;
      default -> records.routeOrNull(index) != null;
    };
  }

  private void encode(Question question, int index, ByteBuffer record) {
    switch (question) {
      case NEXT_HOP -> records.encodeNextHop(index, record);
      case GROUP -> records.encodeGroup(index, difference.after().buckets()[index], record);
      default -> records.encodeRoute(index, record);
    }
  }

  private void members(int group) {
    int[] block = records.block(group);
    if (records.groupOrNull(group) instanceof Group) {
      for (int bucket = 0; bucket < block.length; bucket++) {
        sink.ask(Question.MEMBER, group, bucket, block[bucket]);
      }
      return;
    }
    int[] stored = new int[block.length];
    difference.memory().read(difference.after().buckets()[group], stored, 0, stored.length);
    if (!Arrays.equals(block, stored)) {
      damaged.accept(group);
    }
  }

  private static boolean isNew(PageArray before, PageArray after, int index) {
    int page = index >>> ArrayLayout.PAGE_SHIFT;
    return page >= before.pages().length || before.pages()[page] != after.pages()[page];
  }

  /** As the program computes it. */
  static int digest(ByteBuffer record) {
    int digest = 0;
    for (int at = 0; at < record.capacity(); at += Integer.BYTES) {
      digest = (digest ^ record.getInt(at)) * QueriesLayout.DIGEST_PRIME;
    }
    return digest;
  }
}
