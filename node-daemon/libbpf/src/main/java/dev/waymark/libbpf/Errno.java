package dev.waymark.libbpf;

import java.util.Arrays;

/** The error numbers of Linux that this module meets, by name. */
public enum Errno {
  EPERM(1, "operation not permitted"),
  ENOENT(2, "no such file, object or element"),
  ESRCH(3, "no such route, rule or process"),
  EINTR(4, "interrupted"),
  E2BIG(7, "too big"),
  EBADF(9, "bad file descriptor"),
  EAGAIN(11, "try again"),
  ENOMEM(12, "out of memory"),
  EACCES(13, "permission denied"),
  EFAULT(14, "bad address"),
  EBUSY(16, "busy"),
  EEXIST(17, "exists already"),
  ENODEV(19, "no such device"),
  ENOTDIR(20, "not a directory"),
  EINVAL(22, "invalid argument"),
  EMFILE(24, "too many open files"),
  ENOSPC(28, "no space left"),
  ERANGE(34, "out of range"),
  ENOSYS(38, "not implemented by this kernel"),
  ENOLINK(67, "link is severed"),
  EMSGSIZE(90, "message too long"),
  EOPNOTSUPP(95, "operation not supported"),
  EAFNOSUPPORT(97, "address family not supported"),
  EADDRINUSE(98, "address in use"),
  EADDRNOTAVAIL(99, "address not available"),
  ENETDOWN(100, "network is down"),
  ENETUNREACH(101, "network is unreachable"),
  ECONNRESET(104, "connection reset"),
  ENOBUFS(105, "no buffer space"),
  ETIMEDOUT(110, "no answer in time"),
  ECONNREFUSED(111, "connection refused"),
  EHOSTUNREACH(113, "host is unreachable"),
  EINPROGRESS(115, "under way"),
  ESTALE(116, "stale"),
  ENOTSUPP(524, "not supported");

  private final int number;
  private final String text;

  Errno(int number, String text) {
    this.number = number;
    this.text = text;
  }

  public int number() {
    return number;
  }

  /** Whether {@code errno} (negated or not) is this one. */
  public boolean is(int errno) {
    return Math.abs(errno) == number;
  }

  /** {@code "EPERM"}, or {@code "errno 77"} for a number not listed here. */
  static String name(int errno) {
    return Arrays.stream(values())
        .filter(e -> e.is(errno))
        .map(Errno::name)
        .findFirst()
        .orElse("errno " + Math.abs(errno));
  }

  /** {@code "EPERM (operation not permitted)"}. */
  static String describe(int errno) {
    return Arrays.stream(values())
        .filter(e -> e.is(errno))
        .map(e -> e.name() + " (" + e.text + ")")
        .findFirst()
        .orElse("errno " + Math.abs(errno));
  }
}
