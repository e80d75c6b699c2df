package dev.waymark.dataplane.layout;

/** Which path an interface's packets take ({@code enum wm_path}). */
public enum ForwardingPath implements AbiEnum {
  /** The program marks, the kernel forwards. */
  KERNEL(0),
  /** The program forwards; odd packets take the Kernel path. */
  FAST(1);

  private static final AbiCodes<ForwardingPath> CODES = new AbiCodes<>("wm_path", values());
  private final int code;

  ForwardingPath(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public String cName() {
    return "WM_PATH_" + name();
  }

  /**
   * The constant for a number read from shared memory.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ForwardingPath of(int code) {
    return CODES.of(code);
  }
}
