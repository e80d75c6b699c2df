package dev.waymark.libbpf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bpf file system, where pins live. */
public final class BpfFs {
  /** Where every distribution mounts it. */
  public static final Path USUAL = Path.of("/sys/fs/bpf");

  private static final long BPF_FS_MAGIC = 0xcafe4a11L;

  private BpfFs() {}

  /** Whether {@code path}, or its nearest parent that exists, lies on a bpf file system. */
  public static boolean contains(Path path) {
    Path existing = path.toAbsolutePath().normalize();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return Syscalls.fileSystemType(existing) == BPF_FS_MAGIC;
  }

  /**
   * Makes sure that {@code directory} exists and lies on a bpf file system. One is mounted only at
   * {@link #USUAL}; elsewhere it is for the installer to mount it.
   *
   * @throws IllegalStateException if {@code directory} lies elsewhere, on no bpf file system
   * @throws NativeException if the file system cannot be mounted
   */
  public static void ensureMounted(Path directory) {
    Path absolute = directory.toAbsolutePath().normalize();
    if (!contains(absolute)) {
      if (!absolute.startsWith(USUAL)) {
        throw new IllegalStateException(
            directory
                + " is not on a bpf file system: use a directory below "
                + USUAL
                + ", or mount one there (mount -t bpf bpf <directory>)");
      }
      Syscalls.mount("bpf", USUAL, "bpf");
    }
    try {
      Files.createDirectories(absolute);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot make " + directory, failed);
    }
  }
}
