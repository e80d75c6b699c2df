package dev.waymark.libbpf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import jnr.ffi.LastError;
import jnr.ffi.Runtime;

/** System calls, each as one method that throws. For this module's own packages. */
public final class Syscalls {
  /** {@code setns} and {@code unshare}: a network namespace. */
  public static final int CLONE_NEWNET = 0x40000000;

  private static final String MACHINE = System.getProperty("os.arch", "");
  private static final boolean AMD64 = MACHINE.equals("amd64") || MACHINE.equals("x86_64");
  private static final long SYS_BPF = AMD64 ? 321 : 280;
  private static final long SYS_MEMBARRIER = AMD64 ? 324 : 283;

  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int MAP_SHARED = 1;
  private static final int MAP_PRIVATE = 2;
  private static final int MAP_ANONYMOUS = 0x20;
  private static final int O_CLOEXEC = 0x80000;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int STATFS_BYTES = 120;

  private Syscalls() {}

  /** errno of this thread's last native call. */
  public static int errno() {
    return LastError.getLastError(Runtime.getSystemRuntime());
  }

  /** {@code bpf(2)}. Answers what the kernel answers, or a negated errno; never throws. */
  public static int bpf(BpfCommand command, MemorySegment attributes) {
    long result =
        LibC.get().syscall(SYS_BPF, command.number(), attributes.address(), attributes.byteSize());
    return result < 0 ? -errno() : (int) result;
  }

  /** {@code membarrier(2)}: 0, or a negated errno; never throws. */
  static int membarrier(int command) {
    long result = LibC.get().syscall(SYS_MEMBARRIER, command, 0, 0);
    return result < 0 ? -errno() : (int) result;
  }

  /** Maps a descriptor's first {@code length} bytes, shared, for reading and writing. */
  static long mapShared(int fd, long length, String what) {
    return mmap(fd, 0, length, PROT_READ | PROT_WRITE, MAP_SHARED, what);
  }

  /** Maps {@code length} bytes of a descriptor from {@code offset} on, shared, for reading only. */
  static long mapSharedReadOnly(int fd, long offset, long length, String what) {
    return mmap(fd, offset, length, PROT_READ, MAP_SHARED, what);
  }

  /** Memory of our own that costs nothing until it is touched. */
  static long mapAnonymous(long length) {
    return mmap(-1, 0, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, "memory");
  }

  private static long mmap(
      int fd, long offset, long length, int protection, int flags, String what) {
    long address = LibC.get().mmap(null, length, protection, flags, fd, offset);
    if (address == -1) {
      throw new NativeException("mmap " + what + " (" + length + " bytes)", errno());
    }
    return address;
  }

  static void unmap(long address, long length) {
    if (LibC.get().munmap(address, length) != 0) {
      throw new NativeException("munmap", errno());
    }
  }

  static int duplicate(int fd) {
    return checked("fcntl F_DUPFD_CLOEXEC", LibC.get().fcntl(fd, F_DUPFD_CLOEXEC, 0));
  }

  /** Opens a file for reading. */
  public static Fd openReadOnly(Path path) {
    return Fd.own(checked("open " + path, LibC.get().open(path.toString(), O_CLOEXEC, 0)));
  }

  /** Moves the calling thread, and none but it, into a namespace. */
  public static void enterNamespace(Fd namespace, int type) {
    checked("setns", LibC.get().setns(namespace.number(), type));
  }

  /** Moves the calling thread, and none but it, into a new namespace. */
  public static void newNamespace(int type) {
    checked("unshare", LibC.get().unshare(type));
  }

  static void mount(String source, Path target, String type) {
    checked("mount " + target, LibC.get().mount(source, target.toString(), type, 0, 0));
  }

  /** The magic number of the file system that {@code path} lies on. */
  static long fileSystemType(Path path) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(STATFS_BYTES, Long.BYTES);
      checked("statfs " + path, LibC.get().statfs(path.toString(), buffer.address()));
      return buffer.get(ValueLayout.JAVA_LONG, 0);
    }
  }

  /** Bytes of a page of memory. */
  static int pageSize() {
    return LibC.get().getpagesize();
  }

  /** The index of an interface in the calling thread's namespace, or 0. */
  public static int interfaceIndex(String name) {
    return LibC.get().if_nametoindex(name);
  }

  /** Answers a result that is not negative; throws what errno says otherwise. */
  static int checked(String call, int result) {
    if (result < 0) {
      throw new NativeException(call, errno());
    }
    return result;
  }
}
