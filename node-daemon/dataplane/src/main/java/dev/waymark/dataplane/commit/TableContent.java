package dev.waymark.dataplane.commit;

import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.lpm.Changes;
import dev.waymark.dataplane.lpm.Keys;
import dev.waymark.dataplane.lpm.Rib;
import dev.waymark.dataplane.nexthop.Records;
import java.util.Optional;

/** The routes of one table and family, with the way back to the stable generation. */
final class TableContent {
  /** A replacement that changes at least this share of a table exchanges it. */
  private static final int EXCHANGE_SHARE = 8;

  private static final int EXCHANGE_LEAST = 1024;

  private static final int RESHAPE_LEAST = 1024;
  private static final int UNKNOWN = -1;

  private final Records records;
  private final Family family;
  private final int number;
  private int shapedFor = UNKNOWN;
  private Rib rib;
  private final UndoLog log = new UndoLog();

  TableContent(Records records, Family family, int number) {
    this.records = records;
    this.family = family;
    this.number = number;
    this.rib = newRib();
  }

  Family family() {
    return family;
  }

  /** The table's id. */
  int number() {
    return number;
  }

  Rib rib() {
    return rib;
  }

  /** How far the log has come; see {@link #undoTo}. */
  int mark() {
    return log.size();
  }

  void put(long hi, long lo, int length, int handle) {
    check(hi, lo, length);
    int old = rib.put(hi, lo, length, handle);
    if (old != handle) {
      records.use(handle, 1);
      if (old != 0) {
        records.use(old, -1);
      }
      log.changed(hi, lo, length, old);
    }
  }

  void remove(long hi, long lo, int length) {
    check(hi, lo, length);
    int old = rib.remove(hi, lo, length);
    if (old != 0) {
      records.use(old, -1);
      log.changed(hi, lo, length, old);
    }
  }

  /** Makes the table hold exactly these routes. */
  void replace(SortedRoutes all) {
    UndoLog differences = new UndoLog();
    int most = Math.max(EXCHANGE_LEAST, Math.max(rib.size(), all.size()) / EXCHANGE_SHARE);
    if (collect(all, differences, most)) {
      for (int i = 0; i < differences.size(); i++) {
        long hi = differences.hi(i);
        long lo = differences.lo(i);
        int handle = differences.leaf(i);
        if (handle == 0) {
          remove(hi, lo, differences.length(i));
        } else {
          put(hi, lo, differences.length(i), handle);
        }
      }
    } else {
      exchange(all);
    }
  }

  /** Merges both in order; false if they differ in more than {@code most} prefixes. */
  private boolean collect(SortedRoutes all, UndoLog differences, int most) {
    long position = rib.begin();
    long end = rib.end();
    int i = 0;
    while ((i < all.size() || position != end) && differences.size() <= most) {
      int order =
          i == all.size()
              ? 1
              : position == end
                  ? -1
                  : Keys.compare(
                      all.hi(i),
                      all.lo(i),
                      all.length(i),
                      rib.hi(position),
                      rib.lo(position),
                      rib.length(position));
      if (order > 0) {
        differences.changed(rib.hi(position), rib.lo(position), rib.length(position), 0);
        position = rib.next(position);
        continue;
      }
      checkOrder(all, i);
      records.requireRoute(all.route(i));
      if (order < 0 || rib.leaf(position) != all.route(i)) {
        differences.changed(all.hi(i), all.lo(i), all.length(i), all.route(i));
      }
      position = order == 0 ? rib.next(position) : position;
      i++;
    }
    return differences.size() <= most;
  }

  private void exchange(SortedRoutes all) {
    Rib old = rib;
    Rib replacement = newRib();
    UseCounts uses = new UseCounts(records);
    for (int i = 0; i < all.size(); i++) {
      checkOrder(all, i);
      check(all.hi(i), all.lo(i), all.length(i));
      replacement.put(all.hi(i), all.lo(i), all.length(i), all.route(i));
      uses.add(all.route(i), 1);
    }
    uses.requireRoutes();
    uses.addAll(old, -1);
    uses.apply();
    rib = replacement;
    log.exchanged(old);
  }

  /** The prefixes changed behind a mark; empty if too much changed to say. */
  Optional<Changes> changesSince(int mark) {
    if (log.exchangedSince(mark)) {
      return Optional.empty();
    }
    boolean many = log.size() - mark > Math.max(EXCHANGE_LEAST, rib.size() / EXCHANGE_SHARE);
    return many ? Optional.empty() : Optional.of(log.changesSince(mark));
  }

  /**
   * Whether the trie should be built anew, since the table has doubled or halved since that was
   * done last; true once each time.
   */
  boolean outgrewItsShapes() {
    int size = rib.size();
    if (shapedFor == UNKNOWN) {
      shapedFor = size;
      return false;
    }
    boolean outgrown =
        Math.max(size, shapedFor) > RESHAPE_LEAST
            && (size > 2L * shapedFor || shapedFor > 2L * size);
    if (outgrown) {
      shapedFor = size;
    }
    return outgrown;
  }

  /** Takes back everything behind a mark. */
  void undoTo(int mark) {
    for (int i = log.size() - 1; i >= mark; i--) {
      if (log.isExchange(i)) {
        UseCounts uses = new UseCounts(records);
        uses.addAll(rib, -1);
        uses.addAll(log.exchanged(i), 1);
        uses.apply();
        rib = log.exchanged(i);
        continue;
      }
      int old = log.leaf(i);
      int current =
          old == 0
              ? rib.remove(log.hi(i), log.lo(i), log.length(i))
              : rib.put(log.hi(i), log.lo(i), log.length(i), old);
      records.use(old, old == 0 ? 0 : 1);
      records.use(current, current == 0 ? 0 : -1);
    }
    log.truncate(mark);
  }

  /** What was done so far is stable: there is no way back. */
  void forget() {
    log.truncate(0);
  }

  /** Gives every route the handle that an adopted store knows it by. */
  void renumber(int[] to) {
    if (isIdentity(to)) {
      log.truncate(0);
      return;
    }
    Rib renumbered = newRib();
    for (long at = rib.begin(); at != rib.end(); at = rib.next(at)) {
      renumbered.put(rib.hi(at), rib.lo(at), rib.length(at), to[rib.leaf(at)]);
    }
    rib = renumbered;
    log.truncate(0);
  }

  /** Routes that were first named in the order in which the store holds them keep their handles. */
  private static boolean isIdentity(int[] to) {
    for (int handle = 0; handle < to.length; handle++) {
      if (to[handle] != handle && to[handle] != 0) {
        return false;
      }
    }
    return true;
  }

  private Rib newRib() {
    return new Rib(family == Family.V6);
  }

  private void check(long hi, long lo, int length) {
    if (length < 0 || length > family.bits() || !Keys.isPrefix(hi, lo, length)) {
      throw new IllegalArgumentException(
          "prefix %016x:%016x/%d is none of %s".formatted(hi, lo, length, family));
    }
  }

  private static void checkOrder(SortedRoutes all, int i) {
    if (i > 0
        && Keys.compare(
                all.hi(i - 1),
                all.lo(i - 1),
                all.length(i - 1),
                all.hi(i),
                all.lo(i),
                all.length(i))
            >= 0) {
      throw new IllegalArgumentException("routes are not sorted, or a prefix is twice, at " + i);
    }
  }
}
