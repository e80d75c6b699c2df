package dev.waymark.dataplane.layout;

/** An enum whose constants stand in shared memory as numbers. */
public interface AbiEnum {

  /** The number that C knows this constant by. */
  int code();

  /** The constant's name in {@code abi.h}. */
  String cName();
}
