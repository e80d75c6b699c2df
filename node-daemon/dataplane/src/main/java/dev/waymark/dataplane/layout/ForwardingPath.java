package dev.waymark.dataplane.layout;

/** Which path an interface's packets take ({@code enum wm_path}). */
public enum ForwardingPath implements AbiEnum {
  /** The program marks, the kernel forwards. */
  KERNEL(0),
  /** The program forwards; odd packets take the Kernel path. */
  FAST(1);

  private static final ForwardingPath[] BY_CODE = index();
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
    if (code < 0 || code >= BY_CODE.length || BY_CODE[code] == null) {
      throw new IllegalArgumentException("enum wm_path has no value " + code);
    }
    return BY_CODE[code];
  }

  private static ForwardingPath[] index() {
    int last = 0;
    for (ForwardingPath value : values()) {
      last = Math.max(last, value.code);
    }
    ForwardingPath[] byCode = new ForwardingPath[last + 1];
    for (ForwardingPath value : values()) {
      byCode[value.code] = value;
    }
    return byCode;
  }
}
