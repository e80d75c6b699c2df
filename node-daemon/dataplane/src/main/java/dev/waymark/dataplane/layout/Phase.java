package dev.waymark.dataplane.layout;

/** Where the store's active generation stands ({@code enum wm_phase}). */
public enum Phase implements AbiEnum {
  /** Nothing was ever published: every packet is the kernel's. */
  EMPTY(0),
  /** The active generation is the stable one. */
  STABLE(1),
  /** The active generation is on trial; the stable one is where a rollback goes. */
  PROBATION(2);

  private static final AbiCodes<Phase> CODES = new AbiCodes<>("wm_phase", values());
  private final int code;

  Phase(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public String cName() {
    return "WM_PHASE_" + name();
  }

  /**
   * The constant for a number read from shared memory.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Phase of(int code) {
    return CODES.of(code);
  }
}
