package dev.waymark.dataplane.nexthop;

import dev.waymark.dataplane.memory.IntList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One index for each distinct value, from 1 on, and how many users it has.
 *
 * <p>An index whose last user went stays taken until {@link #settle}, because the stable generation
 * may still name it. The lowest free index is given out first, so that records stay dense. Indices
 * whose record must be written again are noted as dirty.
 */
final class Interner<V> {
  private final Map<V, Integer> indices = new HashMap<>();
  private final List<@Nullable V> values = new ArrayList<>();
  private int[] users = new int[16];
  private final PriorityQueue<Integer> free = new PriorityQueue<>();
  private final BitSet dirty = new BitSet();

  /** What was dirty and was written since the stable generation. */
  private final BitSet writtenSinceStable = new BitSet();

  private IntList unused = new IntList();

  Interner() {
    values.add(null);
  }

  /** The index of a value, or 0. */
  int find(V value) {
    return indices.getOrDefault(value, 0);
  }

  /** Gives a value that is not there an index, without a user yet. */
  int add(V value) {
    Integer reused = free.poll();
    int index = reused == null ? values.size() : reused;
    if (reused == null) {
      values.add(value);
    } else {
      values.set(index, value);
    }
    if (index >= users.length) {
      users = Arrays.copyOf(users, users.length * 2);
    }
    indices.put(value, index);
    dirty.set(index);
    unused.add(index);
    return index;
  }

  /** The value of a taken index. */
  V get(int index) {
    V value = getOrNull(index);
    if (value == null) {
      throw new IllegalArgumentException("nothing has the index " + index);
    }
    return value;
  }

  @Nullable V getOrNull(int index) {
    return index > 0 && index < values.size() ? values.get(index) : null;
  }

  void use(int index, int times) {
    users[index] += times;
    if (users[index] == 0) {
      unused.add(index);
    }
  }

  int users(int index) {
    return users[index];
  }

  /** One more than the largest index ever taken. */
  int count() {
    return values.size();
  }

  int taken() {
    return indices.size();
  }

  /** Indices to write since the last {@link #written}. */
  BitSet dirty() {
    return dirty;
  }

  void written() {
    writtenSinceStable.or(dirty);
    dirty.clear();
  }

  void confirmed() {
    writtenSinceStable.clear();
  }

  /** The records are the stable generation's again, so what it does not have is dirty. */
  void rolledBack() {
    dirty.or(writtenSinceStable);
    writtenSinceStable.clear();
  }

  void allDirty() {
    dirty.set(1, Math.max(1, values.size()));
  }

  /** Frees the indices without a user; {@code freed} sees each while its value is still known. */
  void settle(ObjIntConsumer<V> freed) {
    IntList candidates = unused;
    unused = new IntList();
    for (int i = 0; i < candidates.size(); i++) {
      int index = candidates.get(i);
      V value = values.get(index);
      if (value != null && users[index] == 0) {
        freed.accept(value, index);
        indices.remove(value);
        values.set(index, null);
        free.add(index);
        dirty.set(index);
      }
    }
  }

  /**
   * Moves every value to another index, as an adopted store has them.
   *
   * @param to the new index of each old one, no two the same
   * @param count one more than the largest index that is or was in use
   */
  void renumber(int[] to, int count) {
    List<@Nullable V> old = new ArrayList<>(values);
    int[] oldUsers = users;
    values.clear();
    users = new int[Math.max(16, count)];
    for (int i = 0; i < count; i++) {
      values.add(null);
    }
    for (int index = 1; index < old.size(); index++) {
      V value = old.get(index);
      if (value != null) {
        values.set(to[index], value);
        users[to[index]] = oldUsers[index];
        indices.put(value, to[index]);
      }
    }
    free.clear();
    unused = new IntList();
    dirty.clear();
    for (int index = 1; index < count; index++) {
      if (values.get(index) == null) {
        free.add(index);
        dirty.set(index);
      } else if (users[index] == 0) {
        unused.add(index);
      }
    }
  }
}
