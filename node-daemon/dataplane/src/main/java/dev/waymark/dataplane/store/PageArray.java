package dev.waymark.dataplane.store;

import dev.waymark.dataplane.layout.ArrayLayout;
import dev.waymark.dataplane.memory.Blocks;
import dev.waymark.dataplane.memory.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;

/**
 * An array of records in copy-on-write pages, by its offsets; immutable.
 *
 * @param table offset of the pages' offsets; 0 if there are none
 * @param pages offset of each page
 * @param count indices 0..count-1 exist
 */
// An array inside a record: built here, never handed out for writing.
@SuppressWarnings("ArrayRecordComponent")
public record PageArray(int table, int[] pages, int count) {

  /** Of no records. */
  public static final PageArray EMPTY = new PageArray(0, new int[0], 0);

  /** Fills one record; the buffer begins at it, is in host order, and is zero. */
  public interface Encoder {
    void encode(int index, ByteBuffer record);
  }

  /**
   * An array that differs from this one in some records. Pages without a difference are shared.
   *
   * @param dirty indices that differ
   */
  public PageArray with(
      int newCount, BitSet dirty, int recordBytes, Encoder encoder, Blocks blocks) {
    int size = newCount <= 1 ? 0 : ((newCount - 1) >>> ArrayLayout.PAGE_SHIFT) + 1;
    if (newCount == count && dirty.isEmpty()) {
      return this;
    }
    int[] newPages = Arrays.copyOf(pages, size);
    boolean differs = size != pages.length;
    for (int page = 0; page < size; page++) {
      int first = page << ArrayLayout.PAGE_SHIFT;
      int next = dirty.nextSetBit(first);
      if (page >= pages.length || (next >= 0 && next < first + ArrayLayout.PAGE)) {
        newPages[page] = write(first, newCount, recordBytes, encoder, blocks);
        if (page < pages.length) {
          blocks.release(pages[page]);
        }
        differs = true;
      }
    }
    for (int page = size; page < pages.length; page++) {
      blocks.release(pages[page]);
    }
    if (!differs) {
      return new PageArray(table, pages, newCount);
    }
    if (table != 0) {
      blocks.release(table);
    }
    return new PageArray(size == 0 ? 0 : blocks.write(newPages, size), newPages, newCount);
  }

  private static int write(int first, int count, int recordBytes, Encoder encoder, Blocks blocks) {
    ByteBuffer page = ByteBuffer.allocate(ArrayLayout.PAGE * recordBytes);
    int last = Math.min(count, first + ArrayLayout.PAGE);
    for (int index = Math.max(1, first); index < last; index++) {
      ByteBuffer record = page.slice((index - first) * recordBytes, recordBytes);
      encoder.encode(index, record.order(ByteOrder.nativeOrder()));
    }
    return blocks.write(page.array());
  }

  /** The array whose {@code wm_array} stands in shared memory. */
  static PageArray read(Memory memory, long at) {
    int table = memory.getInt(at + ArrayLayout.PAGES);
    int count = memory.getInt(at + ArrayLayout.COUNT);
    if (count < 0 || count > 1 << 26) {
      throw new IllegalStateException("an array of " + count + " records at " + at);
    }
    int[] pages = new int[(count + ArrayLayout.PAGE - 1) >>> ArrayLayout.PAGE_SHIFT];
    memory.read(table, pages, 0, pages.length);
    return new PageArray(pages.length == 0 ? 0 : table, pages, count);
  }

  /** Offset of a record. */
  public int at(int index, int recordBytes) {
    return pages[index >>> ArrayLayout.PAGE_SHIFT] + (index & (ArrayLayout.PAGE - 1)) * recordBytes;
  }
}
