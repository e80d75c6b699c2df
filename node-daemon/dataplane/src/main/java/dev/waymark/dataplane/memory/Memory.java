package dev.waymark.dataplane.memory;

/**
 * A range of bytes in host order that others read concurrently. Offsets are bytes from its start.
 *
 * <p>Every access is checked against {@link #size()} and throws {@link IndexOutOfBoundsException}
 * outside of it.
 */
public interface Memory {

  /** Bytes in all. */
  long size();

  byte getByte(long offset);

  int getInt(long offset);

  void setInt(long offset, int value);

  long getLong(long offset);

  void setLong(long offset, long value);

  /** A read that everything read after it in program order comes after. */
  long getLongAcquire(long offset);

  /** Sets the word at an aligned offset if it holds {@code expected}; full fence either way. */
  boolean compareAndSetLong(long offset, long expected, long value);

  /** Copies {@code count} ints from shared memory into an array. */
  void read(long offset, int[] to, int index, int count);

  /** Copies {@code count} bytes from shared memory into an array. */
  void read(long offset, byte[] to, int index, int count);

  /** Copies {@code count} ints of an array into shared memory. */
  void write(long offset, int[] from, int index, int count);

  /** Copies {@code count} bytes of an array into shared memory. */
  void write(long offset, byte[] from, int index, int count);
}
