package dev.waymark.dataplane.layout;

/** Address family ({@code enum wm_family}; its NONE is the absence of a family here). */
public enum Family implements AbiEnum {
  V4(4, 0, 32),
  V6(6, 1, 128);

  private final int code;
  private final int index;
  private final int bits;

  Family(int code, int index, int bits) {
    this.code = code;
    this.index = index;
    this.bits = bits;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public String cName() {
    return "WM_FAMILY_" + name();
  }

  /** Position in arrays that hold one thing per family: 0 or 1. */
  public int index() {
    return index;
  }

  /** Length of an address in bits: 32 or 128. */
  public int bits() {
    return bits;
  }

  /** The family of an address of that many bytes. */
  public static Family ofAddress(byte[] address) {
    return switch (address.length) {
      case 4 -> V4;
      case 16 -> V6;
      default ->
          throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + address.length);
    };
  }
}
