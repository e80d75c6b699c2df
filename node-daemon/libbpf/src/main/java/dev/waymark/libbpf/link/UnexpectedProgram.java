package dev.waymark.libbpf.link;

import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.NativeException;

/** The link does not hold the program that the caller took it to hold; nothing was changed. */
public final class UnexpectedProgram extends NativeException {
  private final int expected;
  private final int found;

  UnexpectedProgram(int expected, int found) {
    super(
        "bpf_link_update",
        Errno.EPERM.number(),
        "the link holds program %d, not %d: somebody else updated it".formatted(found, expected));
    this.expected = expected;
    this.found = found;
  }

  /** The id of the program that the caller expected. */
  public int expected() {
    return expected;
  }

  /** The id of the program that the link holds. */
  public int found() {
    return found;
  }
}
