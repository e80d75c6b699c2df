package dev.waymark.libbpf;

import jnr.ffi.LibraryLoader;

/**
 * libbpf 1.x under its own names, bound by JNR-FFI. Pointers are plain addresses; their memory is
 * owned by {@code java.lang.foreign}. Unless the name says otherwise an {@code int} result below
 * zero is a negated errno, and a pointer of 0 leaves errno set. Public only because JNR-FFI
 * implements it elsewhere.
 */
// The names are libbpf's: JNR binds a method to the symbol of the same name.
@SuppressWarnings("MemberName")
public interface LibBpf {

  /** The library, loaded on first use; its prints go to the log from then on. */
  static LibBpf get() {
    return Loaded.LIBRARY;
  }

  int libbpf_num_possible_cpus();

  long libbpf_set_print(LibBpfLog.Print print);

  long bpf_object__open_mem(long buffer, long size, long options);

  int bpf_object__load(long object);

  void bpf_object__close(long object);

  long bpf_object__btf(long object);

  long bpf_object__find_map_by_name(long object, String name);

  long bpf_object__find_program_by_name(long object, String name);

  long btf__raw_data(long btf, long sizeOut);

  int bpf_map__fd(long map);

  int bpf_map__set_value_size(long map, int bytes);

  int bpf_map__set_max_entries(long map, int entries);

  int bpf_map__reuse_fd(long map, int fd);

  long bpf_map__initial_value(long map, long sizeOut);

  int bpf_program__fd(long program);

  int bpf_program__set_autoload(long program, boolean autoload);

  int bpf_map_create(
      int type, String name, int keySize, int valueSize, int maxEntries, long options);

  int bpf_map_lookup_elem(int fd, long key, long value);

  int bpf_map_update_elem(int fd, long key, long value, long flags);

  int bpf_map_delete_elem(int fd, long key);

  int bpf_map_get_next_key(int fd, long key, long next);

  int bpf_map_lookup_batch(
      int fd, long in, long out, long keys, long values, long count, long options);

  int bpf_map_update_batch(int fd, long keys, long values, long count, long options);

  int bpf_obj_pin(int fd, String path);

  int bpf_obj_get(String path);

  int bpf_obj_get_info_by_fd(int fd, long info, long length);

  int bpf_prog_test_run_opts(int fd, long options);

  int bpf_link_update(int link, int program, long options);

  int bpf_link_detach(int link);

  /** Holds the one instance, so that nothing is loaded before it is needed. */
  final class Loaded {
    private static final LibBpf LIBRARY = load();

    private Loaded() {}

    private static LibBpf load() {
      LibBpf library;
      try {
        library = LibraryLoader.create(LibBpf.class).failImmediately().load("libbpf.so.1");
      } catch (UnsatisfiedLinkError absent) {
        UnsatisfiedLinkError told =
            new UnsatisfiedLinkError(
                "libbpf.so.1 cannot be loaded ("
                    + absent.getMessage()
                    + "): install libbpf 1.x (Debian and Ubuntu: package libbpf1)");
        told.initCause(absent);
        throw told;
      }
      LibBpfLog.install(library);
      return library;
    }
  }
}
