package dev.waymark.dataplane.memory;

import java.util.Arrays;

/** A growing list of ints. Not safe for several threads. */
public final class IntList {
  private int[] values;
  private int size;

  public IntList() {
    this(16);
  }

  public IntList(int capacity) {
    values = new int[Math.max(1, capacity)];
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public int get(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return values[index];
  }

  public void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  public void addAll(IntList others) {
    if (size + others.size > values.length) {
      values = Arrays.copyOf(values, Math.max(size + others.size, size * 2));
    }
    System.arraycopy(others.values, 0, values, size, others.size);
    size += others.size;
  }

  /** Forgets everything; gives memory back if there was much. */
  public void clear() {
    size = 0;
    if (values.length > 4096) {
      values = new int[16];
    }
  }

  public int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
