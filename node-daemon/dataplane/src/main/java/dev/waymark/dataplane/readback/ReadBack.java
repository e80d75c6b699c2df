package dev.waymark.dataplane.readback;

import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.commit.Generations;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.lpm.Keys;
import dev.waymark.dataplane.lpm.Rib;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.MappedRegion;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the program about the edges of every prefix that a commit changed: the first and the last
 * address inside it, and the ones before and behind it. Between two edges nothing changed.
 */
public final class ReadBack {
  private static final int SHOWN = 16;

  /**
   * What was found.
   *
   * @param prefixes that the commit changed
   * @param asked addresses looked up
   * @param sampled whether only every so-many-th prefix was asked, for want of budget
   * @param disagreements all in all
   * @param first the first of them, at most 16
   */
  public record Result(
      long prefixes, long asked, boolean sampled, long disagreements, List<Disagreement> first) {
    public Result {
      first = List.copyOf(first);
    }

    /** Whether every answer was the right one. */
    public boolean agrees() {
      return disagreements == 0;
    }
  }

  private final Generations generations;
  private final Queries queries;
  private final List<Disagreement> first = new ArrayList<>();
  private long asked;
  private long disagreements;

  private ReadBack(Generations generations, Queries queries) {
    this.generations = generations;
    this.queries = queries;
  }

  /**
   * Reads back what the last published commit changed, from the active generation.
   *
   * @param budget most addresses to ask; beyond, prefixes are sampled evenly
   */
  public static Result of(
      Generations generations, Commit commit, BpfProgram lookup, MappedRegion region, long budget) {
    Queries queries = new Queries(lookup, region, generations.control().active());
    ReadBack readBack = new ReadBack(generations, queries);
    long[] prefixes = {0};
    generations.forEachChange(commit, (family, table, hi, lo, length) -> prefixes[0]++);
    long stride = Math.max(1, (prefixes[0] * 4 + budget - 1) / budget);
    long[] seen = {0};
    generations.forEachChange(
        commit,
        (family, table, hi, lo, length) -> {
          if (seen[0]++ % stride == 0) {
            readBack.ask(family, table, hi, lo, length);
          }
        });
    queries.run(readBack::judge);
    return new Result(
        prefixes[0], readBack.asked, stride > 1, readBack.disagreements, readBack.first);
  }

  private void ask(Family family, int table, long hi, long lo, int length) {
    boolean narrow = family == Family.V4;
    long lastHi = hi | (~Keys.maskHi(length) & (narrow ? -1L << 32 : -1L));
    long lastLo = narrow ? 0 : lo | ~Keys.maskLo(length);
    one(family, table, hi, lo);
    one(family, table, lastHi, lastLo);
    if (narrow) {
      one(family, table, hi - (1L << 32), 0);
      one(family, table, lastHi + (1L << 32), 0);
    } else {
      one(family, table, lo == 0 ? hi - 1 : hi, lo - 1);
      one(family, table, lastLo == -1 ? lastHi + 1 : lastHi, lastLo + 1);
    }
  }

  private void one(Family family, int table, long hi, long lo) {
    if (queries.isFull()) {
      queries.run(this::judge);
    }
    Rib rib = generations.rib(family, table).orElseThrow();
    int leaf = rib.covering(hi, lo, family.bits());
    queries.add(family, table, hi, lo, leaf != 0 ? leaf : rib.get(0, 0, 0));
    asked++;
  }

  private void judge(Family family, int table, long hi, long lo, int expected, int found) {
    if (expected != found) {
      disagreements++;
      if (first.size() < SHOWN) {
        first.add(new Disagreement(family, table, hi, lo, expected, found));
      }
    }
  }
}
