package dev.waymark.libbpf.netlink;

import org.jspecify.annotations.Nullable;

/** Between messages and objects of every kind. */
final class Codec {
  private Codec() {}

  /** The object of a "new" or "delete" message; null if it is about nothing that we know. */
  static @Nullable KernelObject decode(NetlinkMessage message) {
    return switch (message.type() & ~3) {
      case MessageType.NEW_LINK -> LinkCodec.decode(message);
      case MessageType.NEW_ADDRESS -> AddressCodec.decode(message);
      case MessageType.NEW_ROUTE -> RouteDecoder.decode(message);
      case MessageType.NEW_NEIGHBOUR -> NeighbourCodec.decode(message);
      case MessageType.NEW_RULE -> RuleCodec.decode(message);
      case MessageType.NEW_SETTING -> NetworkSettingCodec.decode(message);
      default -> null;
    };
  }

  /** The number of the message that makes such an object. */
  static int newType(KernelObject.Changeable object) {
    return switch (object) {
      case Address a -> MessageType.NEW_ADDRESS;
      case Route r -> MessageType.NEW_ROUTE;
      case Neighbour n -> MessageType.NEW_NEIGHBOUR;
      case Rule r -> MessageType.NEW_RULE;
    };
  }

  static void encode(KernelObject.Changeable object, MessageWriter writer) {
    switch (object) {
      case Address address -> AddressCodec.encode(address, writer);
      case Route route -> RouteEncoder.encode(route, writer);
      case Neighbour neighbour -> NeighbourCodec.encode(neighbour, writer);
      case Rule rule -> RuleCodec.encode(rule, writer);
    }
  }
}
