package dev.waymark.libbpf;

/** What a person can do about a failed call. */
final class Advice {
  private Advice() {}

  static String on(String call, int errno) {
    if (Errno.EPERM.is(errno) || Errno.EACCES.is(errno)) {
      return rights(call);
    }
    if (Errno.ENOENT.is(errno) && call.startsWith("bpf_obj_get ")) {
      return "nothing is pinned there";
    }
    if (Errno.EEXIST.is(errno) && call.startsWith("bpf_obj_pin")) {
      return "something else is pinned there: remove it, or pin elsewhere";
    }
    if (Errno.EINVAL.is(errno) && call.startsWith("bpf_link_create")) {
      return "the kernel has no TCX (it came with Linux 6.6), or the program is not of type tc";
    }
    if (Errno.ENOMEM.is(errno)) {
      return "the memory limit of the container (or of the machine) is reached: raise it";
    }
    if (Errno.ENOSYS.is(errno)) {
      return "the kernel lacks this system call, or a seccomp profile hides it";
    }
    if (Errno.EMFILE.is(errno)) {
      return "raise the limit of open files (ulimit -n)";
    }
    return "";
  }

  private static String rights(String call) {
    if (call.startsWith("bpf_obj_")) {
      return "is the path on a bpf file system, and writable for this user?";
    }
    if (call.startsWith("bpf")) {
      return "CAP_BPF and CAP_NET_ADMIN are needed (CAP_PERFMON too, to load a program);"
          + " in a container also a seccomp profile that allows bpf(2)";
    }
    if (call.startsWith("RTM_")) {
      return "CAP_NET_ADMIN is needed in this network namespace";
    }
    if (call.startsWith("setns") || call.startsWith("unshare") || call.startsWith("mount")) {
      return "CAP_SYS_ADMIN is needed";
    }
    return "";
  }
}
