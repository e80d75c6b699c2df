package dev.waymark.libbpf.link;

import dev.waymark.libbpf.BpfLinks;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.Fd;
import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.ObjectInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program at one interface, where packets come in. What is alike in all such links is here; a
 * class for each hook says how one is made.
 *
 * <p>Closing an unpinned link detaches; closing a pinned one leaves it be.
 */
public abstract sealed class IngressLink implements AutoCloseable permits TcxLink, XdpLink {
  private static final int INFO_BYTES = 32;

  private final Fd fd;

  IngressLink(Fd fd) {
    this.fd = fd;
  }

  /**
   * Opens a pinned link of a kind.
   *
   * @param type {@code enum bpf_link_type}
   * @throws IllegalArgumentException if it is another kind of link
   */
  static Fd openPinned(Path path, int type, String kind) {
    Fd fd = ObjectInfo.openPinned(path);
    boolean asked = false;
    try {
      asked = isLink(fd) && ObjectInfo.of(fd, INFO_BYTES).getInt(0) == type;
    } finally {
      if (!asked) {
        fd.close();
      }
    }
    if (!asked) {
      throw new IllegalArgumentException("%s is not %s".formatted(path, kind));
    }
    return fd;
  }

  // Types of programs and of maps have the same numbers.
  private static boolean isLink(Fd fd) {
    try {
      return Files.readString(Path.of("/proc/self/fdinfo", Integer.toString(fd.number())))
          .contains("link_type:");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tell what " + fd + " is", e);
    }
  }

  /**
   * Replaces the program in one step; every packet sees the one or the other.
   *
   * @param expected the program that the link must hold now
   * @throws UnexpectedProgram if it holds another; then nothing is changed
   */
  public void update(BpfProgram next, BpfProgram expected) {
    int result = BpfLinks.update(fd, next.fd(), expected.fd());
    if (result == 0) {
      return;
    }
    int found = info().programId();
    if (Errno.EPERM.is(result) && found != expected.id()) {
      throw new UnexpectedProgram(expected.id(), found);
    }
    throw new NativeException(
        "bpf_link_update",
        result,
        Errno.ENOLINK.is(result) ? "the interface is gone: remove the link" : "");
  }

  /** Pins the link, which then outlives this process; removing the pin detaches. */
  public void pin(Path path) {
    ObjectInfo.pin(fd, path);
  }

  public LinkInfo info() {
    ObjectInfo info = rawInfo();
    return new LinkInfo(info.getInt(4), info.getInt(8), info.getInt(16));
  }

  ObjectInfo rawInfo() {
    return ObjectInfo.of(fd, INFO_BYTES);
  }

  /** Takes the program off the interface at once, pinned or not. */
  public void detach() {
    BpfLinks.detach(fd);
  }

  @Override
  public void close() {
    fd.close();
  }

  Fd fd() {
    return fd;
  }
}
