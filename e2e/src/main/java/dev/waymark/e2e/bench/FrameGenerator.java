package dev.waymark.e2e.bench;

import dev.waymark.bpf.BpfObject;
import dev.waymark.bpf.BpfObject.Bench;
import dev.waymark.e2e.bench.tables.Trace;
import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Host;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.BpfObjectFile;
import dev.waymark.libbpf.LiveFrames;
import dev.waymark.libbpf.MappedRegion;
import dev.waymark.libbpf.link.XdpLink;
import dev.waymark.libbpf.netlink.Link;
import dev.waymark.libbpf.netns.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Sends frames from one host and counts them at another, with no user space in between. */
final class FrameGenerator implements AutoCloseable {

  /**
   * A burst.
   *
   * @param nanos from the first frame sent until all were through
   * @param arrived frames that the sink got
   */
  record Burst(long nanos, long arrived) {}

  private static final int STORE_BYTES = 1 << 20;

  /** 64 with the check sequence that a wire adds. */
  private static final int FRAME_BYTES = 60;

  private static final int HEADERS = 34;
  // struct wm_bench_frame
  private static final int PARTIAL_SUM = 34;
  private static final int KEYS = 36;
  private static final int SENT = 40;
  private static final int FRAME_VALUE = 44;

  private final BpfObjectFile object;
  private final NetworkNamespace sender;
  private final int ifindex;
  private final XdpLink sink;
  private final byte[] headers;

  private FrameGenerator(
      BpfObjectFile object, NetworkNamespace sender, int ifindex, XdpLink sink, byte[] headers) {
    this.object = object;
    this.sender = sender;
    this.ifindex = ifindex;
    this.sink = sink;
    this.headers = headers;
  }

  /** Sends by {@code eth0} of a host to a router's interface; counts at {@code eth0} of another. */
  static FrameGenerator from(Host client, Host router, String interfaceName, Host end)
      throws Exception {
    return from(client, router, interfaceName, end, "eth0");
  }

  /** The same, counting at another interface of the end. */
  static FrameGenerator from(
      Host client, Host router, String interfaceName, Host end, String sinkName) throws Exception {
    var object = BpfObjectFile.open(BpfObject.BENCH.bytes(), "bench");
    object.valueSize(BpfObject.Maps.STORE, STORE_BYTES);
    object.rodata(BpfObject.Variables.STORE_SIZE, STORE_BYTES);
    object.maxEntries(Bench.TRIE_V4, 1);
    object.maxEntries(Bench.TRIE_V6, 1);
    object.load();
    Link from = Interfaces.of(client, "eth0");
    Link to = Interfaces.of(router, interfaceName);
    var endNamespace = NetworkNamespace.open(end.file());
    int endIfindex = Interfaces.of(end, sinkName).ifindex();
    XdpLink sink = endNamespace.call(() -> XdpLink.attach(object.program(Bench.SINK), endIfindex));
    endNamespace.close();
    return new FrameGenerator(
        object,
        NetworkNamespace.open(client.file()),
        from.ifindex(),
        sink,
        headers(mac(to), mac(from)));
  }

  /** The destinations, taken in turn. */
  void addresses(Trace trace) {
    long[] flat = new long[2 * trace.size()];
    for (int i = 0; i < trace.size(); i++) {
      flat[2 * i] = trace.hi()[i];
    }
    try (MappedRegion keys = object.map(Bench.KEYS).map()) {
      keys.put(0, flat, 0, flat.length);
    }
    ByteBuffer value = ByteBuffer.allocateDirect(FRAME_VALUE).order(ByteOrder.nativeOrder());
    value.put(headers);
    value.putShort(PARTIAL_SUM, (short) sumOfIpHeader(headers));
    value.putInt(KEYS, trace.size());
    object.map(Bench.FRAME).update(key(0), value.rewind());
  }

  Burst send(int packets) {
    long before = arrived();
    byte[] frame = java.util.Arrays.copyOf(headers, FRAME_BYTES);
    try {
      long[] took = new long[1];
      sender.run(() -> {
        stayOnOneCore();
        long start = System.nanoTime();
        LiveFrames.send(object.program(Bench.SEND), frame, ifindex, packets);
        took[0] = System.nanoTime() - start;
      });
      return new Burst(took[0], arrived() - before);
    } catch (RuntimeException e) {
      throw new IllegalStateException("the generator stopped", e);
    }
  }

  /** The kernel works on a packet where it was sent: one core for the whole way. */
  private static void stayOnOneCore() {
    try {
      String thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString();
      Command.of("taskset", "-c", "-p", "0", thread).run().orFail();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tell this thread's number", e);
    }
  }

  private long arrived() {
    BpfMap map = object.map(Bench.FRAME);
    ByteBuffer value = map.lookup(key(1));
    if (value == null) {
      throw new IllegalStateException("the sink's counter is gone");
    }
    return Integer.toUnsignedLong(value.order(ByteOrder.nativeOrder()).getInt(SENT));
  }

  private static ByteBuffer key(int index) {
    return ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder()).putInt(index).flip();
  }

  private static byte[] mac(Link link) {
    return HexFormat.ofDelimiter(":").parseHex(link.mac());
  }

  /** Ethernet and IPv4 (64 hops, UDP, from 10.77.0.2), destination and checksum 0. */
  private static byte[] headers(byte[] to, byte[] from) {
    return ByteBuffer.allocate(HEADERS)
        .put(to)
        .put(from)
        .putShort((short) 0x0800)
        .put(HexFormat.of().parseHex("4500002e0000000040110000" + "0a4d0002" + "00000000"))
        .array();
  }

  private static int sumOfIpHeader(byte[] headers) {
    int sum = 0;
    for (int i = 14; i < HEADERS; i += 2) {
      sum += ((headers[i] & 0xff) << 8) + (headers[i + 1] & 0xff);
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return sum;
  }

  @Override
  public void close() {
    sink.detach();
    sink.close();
    sender.close();
    object.close();
  }
}
