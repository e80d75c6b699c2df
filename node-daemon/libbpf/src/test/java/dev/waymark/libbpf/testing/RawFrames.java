package dev.waymark.libbpf.testing;

import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.KernelSocket;
import dev.waymark.libbpf.LibC;
import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.Syscalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Optional;

/**
 * Whole frames in and out of interfaces, as they lie on the link: a packet socket (packet(7)). It
 * sees what leaves as well as what comes; a frame that leaves is seen before the call that sent it
 * returns. One thread at a time.
 */
public final class RawFrames implements AutoCloseable {
  private static final int AF_PACKET = 17;
  private static final short ALL_PROTOCOLS = 0x0300; // ETH_P_ALL, network order
  private static final int RECEIVE_BUFFER = 32 << 20;
  private static final int SOL_PACKET = 263;
  private static final int PACKET_VNET_HDR = 15;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int PACKET_OUTGOING = 4;
  private static final int LARGEST = 256 << 10;
  private static final short POLLIN = 1;

  /** struct sockaddr_ll. */
  private static final int ADDRESS_BYTES = 20;

  private static final int ADDRESS_PROTOCOL = 2;
  private static final int ADDRESS_IFINDEX = 4;
  private static final int ADDRESS_TYPE = 10;

  /** struct msghdr. */
  private static final int MESSAGE_BYTES = 56;

  private final KernelSocket socket;
  private final Arena arena = Arena.ofAuto();
  private final MemorySegment buffer = arena.allocate(LARGEST, 8);
  private final MemorySegment address = arena.allocate(ADDRESS_BYTES, 8);
  private final MemorySegment vector = arena.allocate(16, 8);
  private final MemorySegment message = arena.allocate(MESSAGE_BYTES, 8);

  /**
   * A frame that was seen.
   *
   * @param outgoing it left by the interface; else it came in
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by content where it is used
  public record Frame(int ifindex, boolean outgoing, byte[] bytes, Offload offload) {}

  private RawFrames(KernelSocket socket) {
    this.socket = socket;
  }

  /** Every interface of the calling thread's namespace; only for looking. */
  public static RawFrames everywhere() {
    return on(0);
  }

  /** One interface of the calling thread's namespace. */
  public static RawFrames on(int ifindex) {
    RawFrames frames = new RawFrames(KernelSocket.open("packet socket", AF_PACKET, 0));
    try {
      frames.prepare(ifindex);
      return frames;
    } catch (RuntimeException failed) {
      frames.close();
      throw failed;
    }
  }

  private void prepare(int ifindex) {
    socket.require(
        "SO_RCVBUFFORCE", KernelSocket.SOL_SOCKET, KernelSocket.SO_RCVBUFFORCE, RECEIVE_BUFFER);
    socket.require("PACKET_VNET_HDR", SOL_PACKET, PACKET_VNET_HDR, 1);
    address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_PACKET);
    address.set(ValueLayout.JAVA_SHORT, ADDRESS_PROTOCOL, ALL_PROTOCOLS);
    address.set(ValueLayout.JAVA_INT, ADDRESS_IFINDEX, ifindex);
    socket.bind(address);
    vector.set(ValueLayout.JAVA_LONG, 0, buffer.address());
    vector.set(ValueLayout.JAVA_LONG, 8, LARGEST);
    message.set(ValueLayout.JAVA_LONG, 0, address.address());
    message.set(ValueLayout.JAVA_LONG, 16, vector.address());
    message.set(ValueLayout.JAVA_LONG, 24, 1);
  }

  /** Sends a frame as it is, at least 14 bytes. */
  public void send(byte[] frame) {
    send(frame, Offload.NONE);
  }

  /** Sends a frame of which the device, or who receives it, is still to do a part. */
  public void send(byte[] frame, Offload offload) {
    offload.write(buffer);
    MemorySegment.copy(frame, 0, buffer, ValueLayout.JAVA_BYTE, Offload.BYTES, frame.length);
    socket.send(buffer, Offload.BYTES + frame.length);
  }

  /** What was seen and not taken yet, the oldest first. */
  public Optional<Frame> poll() {
    message.set(ValueLayout.JAVA_INT, 8, ADDRESS_BYTES);
    long length;
    do {
      length = LibC.get().recvmsg(socket.fd().number(), message.address(), MSG_DONTWAIT);
    } while (length < 0 && Errno.EINTR.is(Syscalls.errno()));
    if (length < 0) {
      int errno = Syscalls.errno();
      if (Errno.EAGAIN.is(errno)) {
        return Optional.empty();
      }
      throw new NativeException("packet socket: recvmsg", errno);
    }
    MemorySegment frame = buffer.asSlice(Offload.BYTES, length - Offload.BYTES);
    return Optional.of(
        new Frame(
            address.get(ValueLayout.JAVA_INT, ADDRESS_IFINDEX),
            address.get(ValueLayout.JAVA_BYTE, ADDRESS_TYPE) == PACKET_OUTGOING,
            frame.toArray(ValueLayout.JAVA_BYTE),
            Offload.read(buffer)));
  }

  /** As {@link #poll}, but waits so long for something to be seen. */
  public Optional<Frame> poll(Duration patience) {
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment descriptor = scratch.allocate(8, 4);
      descriptor.set(ValueLayout.JAVA_INT, 0, socket.fd().number());
      descriptor.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
      LibC.get().poll(descriptor.address(), 1, Math.toIntExact(patience.toMillis()));
    }
    return poll();
  }

  @Override
  public void close() {
    socket.close();
  }
}
