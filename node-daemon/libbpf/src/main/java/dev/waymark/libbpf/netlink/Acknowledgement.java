package dev.waymark.libbpf.netlink;

import java.nio.ByteBuffer;

/**
 * The kernel's answer to a request: {@code struct nlmsgerr}, error i32 and the request's header,
 * then perhaps a text.
 *
 * @param errno 0 for done, else the error number, positive
 * @param text what the kernel says about it, often empty
 */
record Acknowledgement(int sequence, int errno, String text) {
  private static final int CAPPED = 0x100;
  private static final int WITH_ATTRIBUTES = 0x200;
  private static final int NLMSGERR_ATTR_MSG = 1;

  static Acknowledgement of(NetlinkMessage message) {
    int errno = message.body().limit() < 4 ? 0 : -message.i32(0);
    String[] text = {""};
    if ((message.flags() & WITH_ATTRIBUTES) != 0) {
      NetlinkMessage.attributes(
          message.body(),
          attributesAt(message),
          (type, value) -> {
            if (type == NLMSGERR_ATTR_MSG) {
              text[0] = "the kernel says: " + NetlinkMessage.text(value);
            }
          });
    }
    return new Acknowledgement(message.sequence(), errno, text[0]);
  }

  private static int attributesAt(NetlinkMessage message) {
    ByteBuffer body = message.body();
    if (message.type() == MessageType.DONE) {
      return 4;
    }
    boolean capped = (message.flags() & CAPPED) != 0;
    int request = capped ? MessageWriter.HEADER_BYTES : body.getInt(4);
    return 4 + ((request + 3) & ~3);
  }
}
