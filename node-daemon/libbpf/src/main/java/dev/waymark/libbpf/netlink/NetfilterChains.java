package dev.waymark.libbpf.netlink;

import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.NativeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The chains of nf_tables in one namespace, that of the thread that opens it: those of {@code nft},
 * and those of {@code iptables} where it writes to nf_tables. One thread at a time.
 *
 * <p>Source: include/uapi/linux/netfilter/nf_tables.h.
 */
public final class NetfilterChains implements AutoCloseable {
  private static final int NF_TABLES = 10 << 8;
  private static final int NEW_CHAIN = NF_TABLES | 3;
  private static final int GET_CHAIN = NF_TABLES | 4;
  private static final int NEW_GENERATION = NF_TABLES | 15;
  private static final int GET_GENERATION = NF_TABLES | 16;
  private static final int CHAIN_TYPE = 7;
  private static final int GENERATION_ID = 1;
  private static final int NETFILTER_HEADER = 4;
  private static final String NAT = "nat";

  private final RawSocket socket;
  private final MessageWriter writer = new MessageWriter();
  private int sequence;

  private NetfilterChains(RawSocket socket) {
    this.socket = socket;
  }

  /** Opens a socket in the calling thread's network namespace. */
  public static NetfilterChains open() {
    return new NetfilterChains(RawSocket.openFamily(RawSocket.NETFILTER));
  }

  /**
   * A number that is another after each change of any rule; 0 where the kernel has no nf_tables.
   *
   * @throws NativeException if the kernel refuses to say
   */
  public int generation() {
    int[] generation = {0};
    ask(
        GET_GENERATION,
        MessageType.REQUEST | MessageType.ACK,
        message -> {
          if (message.type() == NEW_GENERATION) {
            NetlinkMessage.attributes(
                message.body(),
                NETFILTER_HEADER,
                (type, value) -> {
                  if (type == GENERATION_ID) {
                    generation[0] = value.order(ByteOrder.BIG_ENDIAN).getInt(0);
                  }
                });
          }
        });
    return generation[0];
  }

  /**
   * Whether some chain translates addresses (type {@code nat}), of whatever family.
   *
   * @throws NativeException if the kernel refuses to say
   */
  public boolean translate() {
    boolean[] found = {false};
    ask(
        GET_CHAIN,
        MessageType.REQUEST | MessageType.DUMP,
        message -> {
          if (message.type() == NEW_CHAIN) {
            NetlinkMessage.attributes(
                message.body(),
                NETFILTER_HEADER,
                (type, value) ->
                    found[0] |= type == CHAIN_TYPE && NAT.equals(NetlinkMessage.text(value)));
          }
        });
    return found[0];
  }

  /** One request; every part of its answer is shown. */
  private void ask(int type, int flags, NetlinkMessage.MessageVisitor visitor) {
    int number = ++sequence;
    writer.clear();
    writer.begin(type, flags, number);
    writer.u8(0).u8(0).u16(0);
    writer.end();
    socket.send(writer.bytes());
    boolean[] done = {false};
    while (!done[0]) {
      ByteBuffer received = socket.receive();
      NetlinkMessage.forEach(
          received,
          message -> {
            if (message.sequence() != number) {
              return;
            }
            if (message.type() == MessageType.DONE || message.type() == MessageType.ERROR) {
              done[0] = true;
              check(type, Acknowledgement.of(message));
            } else {
              visitor.message(message);
            }
          });
    }
  }

  /** A kernel without nf_tables knows no such message. */
  private static void check(int type, Acknowledgement answer) {
    boolean absent = Errno.EINVAL.is(answer.errno()) || Errno.EOPNOTSUPP.is(answer.errno());
    if (answer.errno() != 0 && !absent) {
      throw new NativeException("nf_tables message " + type, answer.errno(), answer.text());
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
