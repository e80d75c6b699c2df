package dev.waymark.libbpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The reading end of a {@code BPF_MAP_TYPE_RINGBUF}, read in place: no system call a record, and no
 * call from C.
 *
 * <pre>
 *   page 0        consumer position (u64), ours to write
 *   page 1        producer position (u64)
 *   page 2 ...    the ring, and the ring again behind it, so that no record is cut in two
 *   a record      length (u32; bit 31 not yet submitted, bit 30 discarded) · pad (u32) · bytes,
 *                 rounded up to 8
 * </pre>
 *
 * <p>Source: {@code kernel/bpf/ringbuf.c}. There is one consumer position in the kernel, so there
 * must be one reader; several take each other's records. One thread at a time, {@link #wake} apart.
 */
public final class RingBuffer implements AutoCloseable {
  private static final int BUSY = 1 << 31;
  private static final int DISCARDED = 1 << 30;
  private static final int HEADER_BYTES = 8;

  private final Fd fd;
  private final MappedRegion consumer;
  private final MappedRegion producer;
  private final Wakeup wakeup;
  private final int page;
  private final long mask;

  private RingBuffer(BpfMap map) {
    this.fd = Fd.duplicateOf(map.fd().number());
    this.page = Syscalls.pageSize();
    this.mask = map.maxEntries() - 1L;
    String what = "ring buffer " + map.name();
    this.consumer = MappedRegion.of(fd, page, what);
    this.producer = MappedRegion.readOnly(fd, page, page + 2L * map.maxEntries(), what);
    this.wakeup = Wakeup.open();
  }

  /**
   * Opens the reading end; the map may be closed before it.
   *
   * @throws IllegalArgumentException if the map is no ring buffer
   */
  public static RingBuffer of(BpfMap map) {
    if (map.type() != MapType.RINGBUF.number()) {
      throw new IllegalArgumentException(map + " is of type " + map.type() + ", no ring buffer");
    }
    return new RingBuffer(map);
  }

  /**
   * Shows every record that was submitted, in their order, and gives its room back.
   *
   * @param reader gets the record's bytes in native order, a copy
   * @return how many records there were
   */
  public int drain(Consumer<ByteBuffer> reader) {
    int records = 0;
    long consumed = consumer.getLongAcquire(0);
    while (consumed != producer.getLongAcquire(0)) {
      long at = page + (consumed & mask);
      int header = producer.getIntAcquire(at);
      if ((header & BUSY) != 0) {
        break;
      }
      int length = header & ~(BUSY | DISCARDED);
      if ((header & DISCARDED) == 0) {
        byte[] record = producer.getBytes(at + HEADER_BYTES, length);
        reader.accept(ByteBuffer.wrap(record).order(ByteOrder.nativeOrder()));
        records++;
      }
      consumed += (HEADER_BYTES + length + 7L) & ~7L;
      consumer.setLongRelease(0, consumed);
    }
    return records;
  }

  /** Forgets what is in the ring. */
  public void clear() {
    drain(record -> {});
  }

  /** Waits until a record is there: true. False after {@link #wake}, or when patience is over. */
  public boolean await(Duration patience) {
    return wakeup.awaitReadable(fd, patience);
  }

  /** Ends every wait, those to come too. From any thread. */
  public void wake() {
    wakeup.signal();
  }

  @Override
  public void close() {
    wakeup.close();
    producer.close();
    consumer.close();
    fd.close();
  }
}
