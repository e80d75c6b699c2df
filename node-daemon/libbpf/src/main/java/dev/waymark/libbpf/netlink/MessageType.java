package dev.waymark.libbpf.netlink;

/** Numbers of rtnetlink's messages and their flags. */
final class MessageType {
  static final int ERROR = 2;
  static final int DONE = 3;

  static final int NEW_LINK = 16;
  static final int NEW_ADDRESS = 20;
  static final int NEW_ROUTE = 24;
  static final int NEW_NEIGHBOUR = 28;
  static final int NEW_RULE = 32;
  static final int NEW_SETTING = 80;

  /** From the number of "new" to that of "delete" and "get". */
  static final int DELETE = 1;

  static final int GET = 2;

  static final int REQUEST = 0x001;
  static final int MULTI = 0x002;
  static final int ACK = 0x004;
  static final int DUMP_INTERRUPTED = 0x010;
  static final int DUMP = 0x300;
  static final int REPLACE = 0x100;
  static final int EXCLUSIVE = 0x200;
  static final int CREATE = 0x400;

  private static final String[] OBJECTS = {"LINK", "ADDR", "ROUTE", "NEIGH", "RULE"};
  private static final String[] ACTIONS = {"NEW", "DEL", "GET", "SET"};

  private MessageType() {}

  /** {@code RTM_NEWROUTE} and the like. */
  static String name(int type) {
    int object = (type - NEW_LINK) >> 2;
    return object < 0 || object >= OBJECTS.length
        ? "netlink message " + type
        : "RTM_" + ACTIONS[type & 3] + OBJECTS[object];
  }
}
