package dev.waymark.libbpf;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of libc that libbpf has none for, bound by JNR-FFI. Results of -1 leave errno set;
 * {@link Syscalls} turns them into exceptions. Public only because JNR-FFI implements it elsewhere.
 */
// The names are libc's: JNR binds a method to the symbol of the same name.
@SuppressWarnings("MemberName")
public interface LibC {

  static LibC get() {
    return Loaded.LIBRARY;
  }

  long syscall(long number, long first, long second, long third);

  /**
   * The address is a {@link Pointer} on purpose: JNR-FFI 2.2.18 compiles a stub for calls whose
   * parameters are all numbers, and on x86-64 that stub passes a wrong sixth one.
   */
  long mmap(@Nullable Pointer address, long length, int protection, int flags, int fd, long offset);

  int munmap(long address, long length);

  int open(String path, int flags, int mode);

  int close(int fd);

  int fcntl(int fd, int command, long argument);

  int setns(int fd, int type);

  int unshare(int flags);

  int mount(String source, String target, String type, long flags, long data);

  int statfs(String path, long buffer);

  int if_nametoindex(String name);

  int getpagesize();

  int clock_gettime(int clock, long timespec);

  int socket(int domain, int type, int protocol);

  int bind(int fd, long address, int length);

  int getsockname(int fd, long address, long length);

  int connect(int fd, long address, int length);

  int getsockopt(int fd, int level, int option, long value, long length);

  int setsockopt(int fd, int level, int option, long value, int length);

  long send(int fd, long buffer, long length, int flags);

  long recv(int fd, long buffer, long length, int flags);

  long recvmsg(int fd, long message, int flags);

  int adjtimex(long buffer);

  int eventfd(int initial, int flags);

  long write(int fd, long buffer, long length);

  int poll(long descriptors, long count, int timeoutMillis);

  int vsnprintf(long buffer, long size, Pointer format, Pointer arguments);

  /** Holds the one instance. */
  final class Loaded {
    private static final LibC LIBRARY =
        LibraryLoader.create(LibC.class).failImmediately().load("c");

    private Loaded() {}
  }
}
