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
   * @param indices one more than the largest index
   * @param dirty indices that differ
   */
  public PageArray with(
      int indices, BitSet dirty, int recordBytes, Encoder encoder, Blocks blocks) {
    // Index 0 alone is no record.
    int newCount = indices <= 1 ? 0 : indices;
    int size = (newCount + ArrayLayout.PAGE - 1) >>> ArrayLayout.PAGE_SHIFT;
    if (newCount == count && dirty.isEmpty()) {
      return this;
    }
    int[] newPages = Arrays.copyOf(pages, size);
    boolean differs = size != pages.length;
    for (int page = 0; page < size; page++) {
      int first = page << ArrayLayout.PAGE_SHIFT;
      int next = dirty.nextSetBit(first);
      if (page >= pages.length || (next >= 0 && next < first + ArrayLayout.PAGE)) {
        newPages[page] = write(first, newCount, dirty, recordBytes, encoder, blocks);
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

  /** Writes a page: as the old one was, where there was one, but for the dirty records. */
  private int write(
      int first, int newCount, BitSet dirty, int recordBytes, Encoder encoder, Blocks blocks) {
    byte[] page = new byte[ArrayLayout.PAGE * recordBytes];
    int old = first >>> ArrayLayout.PAGE_SHIFT;
    if (old < pages.length) {
      blocks.memory().read(pages[old], page, 0, page.length);
    }
    int last = first + ArrayLayout.PAGE;
    for (int i = dirty.nextSetBit(first); i >= 0 && i < last; i = dirty.nextSetBit(i + 1)) {
      int at = (i - first) * recordBytes;
      Arrays.fill(page, at, at + recordBytes, (byte) 0);
      if (i < newCount) {
        ByteBuffer record = ByteBuffer.wrap(page, at, recordBytes).slice();
        encoder.encode(i, record.order(ByteOrder.nativeOrder()));
      }
    }
    return blocks.write(page);
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
