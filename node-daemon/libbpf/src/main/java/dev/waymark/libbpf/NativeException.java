package dev.waymark.libbpf;

/** A system or library call failed. The message says which, on what, why, and what to do. */
public class NativeException extends RuntimeException {
  private final String call;
  private final int errno;
  private final String advice;

  /**
   * @param call the call as its manual page names it, with what it was done to: {@code "bpf_obj_pin
   *     /sys/fs/bpf/waymark/store"}
   * @param errno the error number, negated or not
   * @param advice what to do about it; empty if nothing sensible can be said
   */
  public NativeException(String call, int errno, String advice) {
    this.call = call;
    this.errno = Math.abs(errno);
    this.advice = advice;
  }

  /** With the advice that fits the call and the error number. */
  public NativeException(String call, int errno) {
    this(call, errno, Advice.on(call, errno));
  }

  @Override
  public String getMessage() {
    return call + ": " + Errno.describe(errno) + (advice.isEmpty() ? "" : ": " + advice);
  }

  public String call() {
    return call;
  }

  /** The error number, positive. */
  public int errno() {
    return errno;
  }

  /** The error's name, such as {@code "EPERM"}. */
  public String errnoName() {
    return Errno.name(errno);
  }

  public boolean is(Errno expected) {
    return expected.is(errno);
  }

  public String advice() {
    return advice;
  }
}
