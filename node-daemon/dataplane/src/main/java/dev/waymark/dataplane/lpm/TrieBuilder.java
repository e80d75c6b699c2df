package dev.waymark.dataplane.lpm;

import static dev.waymark.dataplane.layout.LpmLayout.LEAF;
import static dev.waymark.dataplane.layout.LpmLayout.LPM_STEPS;
import static dev.waymark.dataplane.layout.LpmLayout.SKIP;

import dev.waymark.dataplane.layout.LpmLayout;
import dev.waymark.dataplane.memory.Blocks;
import java.util.Arrays;

/**
 * Compiles a {@link Rib} into a trie: whole, or only where it changed.
 *
 * <p>A node stands for the keys that share its first {@code depth} bits. Its slots are filled from
 * the prefixes below it in order: one that ends inside the node's stride fills the slots that it
 * covers, longer ones after shorter ones; the longer rest of a slot makes a child, whose background
 * is what the slot held so far. So each prefix is seen once, and a whole build is linear.
 *
 * <p>After a change the same walk goes only where changed prefixes lie; a slot that none touches
 * keeps its ref. A block whose content came out as before is kept, so only blocks that differ are
 * written, and with them the path to the root. A changed prefix that covers whole slots has
 * everything below them walked, since its leaf may show through anywhere.
 *
 * <p>Depth of recursion is bounded by the reader's steps. Not safe for several threads.
 */
public final class TrieBuilder {
  private final Blocks blocks;
  private final TriePolicy policy = new TriePolicy();
  private final BlockCodec codec;
  private final Level[] levels = new Level[LPM_STEPS + 1];

  private Rib rib = new Rib(false);
  private Changes changes = new Changes();

  public TrieBuilder(Blocks blocks) {
    this.blocks = blocks;
    this.codec = new BlockCodec(blocks);
    Arrays.setAll(levels, i -> new Level());
  }

  /** The root ref of a new trie, in the shapes that suit it best. */
  public int build(Rib rib) {
    return rebuild(rib, LEAF);
  }

  /** The root ref of a trie for the rib, with all blocks of the old one that it can share. */
  public int rebuild(Rib rib, int oldRoot) {
    this.rib = rib;
    return node(oldRoot, 0, below00(), rib.end(), 0, -1, -1, 0);
  }

  /** Like {@link #rebuild}, for a rib that differs from the old trie's only in these prefixes. */
  public int update(Rib rib, int oldRoot, Changes changes) {
    changes.sort();
    this.rib = rib;
    this.changes = changes;
    int first = 0;
    while (first < changes.size() && changes.length(first) == 0) {
      first++;
    }
    return first == changes.size()
        ? oldRoot
        : node(oldRoot, 0, below00(), rib.end(), 0, first, changes.size(), 0);
  }

  /** Releases every block of a trie that is not wanted any more. */
  public void drop(int root) {
    codec.release(root);
  }

  /**
   * The ref of a node.
   *
   * @param old the ref that stood in its place, or a LEAF
   * @param from position of the first prefix longer than {@code depth} below the node
   * @param to position behind the last
   * @param background leaf for keys that none of them covers
   * @param firstChange where the changes below the node begin, or -1: anything may have changed
   */
  private int node(
      int old,
      int depth,
      long from,
      long to,
      int background,
      int firstChange,
      int lastChange,
      int at) {
    if (from == to) {
      codec.release(old);
      return background;
    }
    Level level = levels[at];
    shape(level, old, depth, from, to);
    boolean same = codec.sameShape(old, level.tag, level.bits, level.skip, level.key);
    int slots = 1 << level.bits;
    level.reserve(slots);
    if (same) {
      codec.read(old, level.old);
    } else {
      Arrays.fill(level.old, 0, slots, LEAF);
    }
    if (same && firstChange >= 0) {
      System.arraycopy(level.old, 0, level.now, 0, slots);
      fillChanged(level, from, to, background, firstChange, lastChange, at);
    } else {
      fill(level, 0, slots, background, from, to, at);
    }
    return finish(level, old, same, background, slots);
  }

  private int finish(Level level, int old, boolean same, int background, int slots) {
    int first = level.now[0];
    boolean alike = LpmLayout.tag(first) == LEAF;
    for (int i = 1; i < slots && alike; i++) {
      alike = level.now[i] == first;
    }
    if (alike && (level.tag != SKIP || first == background)) {
      releaseBlock(old, same);
      return first;
    }
    if (same
        && Arrays.equals(level.now, 0, slots, level.old, 0, slots)
        && (level.tag != SKIP || codec.other(old) == background)) {
      return old;
    }
    releaseBlock(old, same);
    return codec.write(level.tag, level.bits, level.skip, level.key, background, level.now);
  }

  /** Children were released or kept one by one if the shape is the same; else nothing was. */
  private void releaseBlock(int old, boolean same) {
    if (same) {
      blocks.release(LpmLayout.offset(old));
    } else {
      codec.release(old);
    }
  }

  private void shape(Level level, int old, int depth, long from, long to) {
    policy.choose(rib, from, to, depth, old);
    level.tag = policy.tag;
    level.bits = policy.bits;
    level.skip = policy.skip;
    level.key = policy.key;
    level.inner = depth + policy.skip;
  }

  /** Fills slots {@code start} to {@code end} from the prefixes that lie inside them. */
  private void fill(Level level, int start, int end, int background, long from, long to, int at) {
    int[] now = level.now;
    int[] old = level.old;
    int bits = level.bits;
    int inner = level.inner;
    int limit = inner + bits;
    Arrays.fill(now, start, end, background);
    int released = start;
    long position = from;
    while (position != to) {
      long hi = rib.hi(position);
      long lo = rib.lo(position);
      int length = rib.length(position);
      int slot = length <= inner ? 0 : Keys.bits(hi, lo, inner, bits);
      if (length <= limit) {
        int width = length <= inner ? 1 << bits : 1 << (limit - length);
        Arrays.fill(now, slot, slot + width, rib.leaf(position));
        position = rib.next(position);
        continue;
      }
      while (released < slot) {
        codec.release(old[released++]);
      }
      released = slot + 1;
      long behind =
          rib.lowerBoundFrom(position, hi | ~Keys.maskHi(limit), lo | ~Keys.maskLo(limit), LONGEST);
      now[slot] = node(old[slot], limit, position, behind, now[slot], -1, -1, at + 1);
      position = behind;
    }
    while (released < end) {
      codec.release(old[released++]);
    }
  }

  /** Longer than any prefix: a bound behind everything that begins with a key. */
  private static final int LONGEST = 255;

  private void fillChanged(
      Level level, long from, long to, int background, int first, int last, int at) {
    int inner = level.inner;
    int limit = inner + level.bits;
    int i = first;
    while (i < last) {
      long hi = changes.hi(i);
      long lo = changes.lo(i);
      int length = changes.length(i);
      if (!sharesSkipped(level, hi, lo, length)) {
        // It came and went again, or the skip would not be the same.
        i++;
        continue;
      }
      if (length <= inner) {
        fill(level, 0, 1 << level.bits, background, from, to, at);
        return;
      }
      int reach = Math.min(length, limit);
      long hiMost = hi | ~Keys.maskHi(reach);
      long loMost = lo | ~Keys.maskLo(reach);
      int behind = i + 1;
      while (behind < last
          && Keys.compare(changes.hi(behind), changes.lo(behind), 0, hiMost, loMost, 0) <= 0) {
        behind++;
      }
      long reachHi = hi & Keys.maskHi(reach);
      long reachLo = lo & Keys.maskLo(reach);
      int slot = Keys.bits(hi, lo, inner, level.bits);
      long below = rib.lowerBound(reachHi, reachLo, reach + 1);
      long end = rib.lowerBoundFrom(below, hiMost, loMost, LONGEST);
      int leaf = rib.covering(reachHi, reachLo, reach);
      if (length <= limit) {
        fill(level, slot, slot + (1 << (limit - length)), leaf, below, end, at);
      } else {
        level.now[slot] = node(level.old[slot], limit, below, end, leaf, i, behind, at + 1);
      }
      i = behind;
    }
  }

  /** Whether a prefix, as far as it goes, has the bits that the node skips. */
  private static boolean sharesSkipped(Level level, long hi, long lo, int length) {
    int depth = level.inner - level.skip;
    int bits = Math.min(level.skip, length - depth);
    return bits == 0 || Keys.word(hi, lo, depth, bits) == (level.key & Keys.maskHi(bits));
  }

  private long below00() {
    return rib.lowerBound(0, 0, 1);
  }

  /** The shape and slots of the node being made at one depth of the recursion. */
  private static final class Level {
    int tag;
    int bits;
    int skip;
    int inner;
    long key;
    int[] now = {};
    int[] old = {};

    void reserve(int slots) {
      if (now.length < slots) {
        now = new int[slots];
        old = new int[slots];
      }
    }
  }
}
