package dev.waymark.bpf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A BPF object file that this artifact carries: ELF with BTF, for libbpf to load. */
public enum BpfObject {
  /** The data path: {@link Programs}, {@link Maps}, {@link Variables}. */
  TCX("waymark.bpf.o"),

  /** Lookup loops for measuring, never for production: {@link Bench}. */
  BENCH("bench.bpf.o");

  private final String resource;

  BpfObject(String resource) {
    this.resource = resource;
  }

  /** The name of the resource beside this class, and of the object in libbpf's messages. */
  public String resourceName() {
    return resource;
  }

  /** The object file. Fails only when the artifact was built without it. */
  public byte[] bytes() {
    try (InputStream in = BpfObject.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "dev/waymark/bpf/" + resource + " is not on the class path; build the module bpf");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource + " from the class path", e);
    }
  }

  /** Programs of {@link #TCX}, all of type sched_cls. */
  public static final class Programs {
    /** The live program, for TCX ingress. */
    public static final String INGRESS = "wm_ingress";

    /** Its twin, never attached: decides the same and writes {@link Maps#TRACE}. */
    public static final String EXPLAIN = "wm_explain";

    /** Answers {@link Maps#QUERIES}; run it by BPF_PROG_TEST_RUN. */
    public static final String LOOKUP = "wm_lookup";

    private Programs() {}
  }

  /** Maps of {@link #TCX}; {@link #BENCH} has {@link #STORE} too. */
  public static final class Maps {
    /** The store: set its value size and {@link Variables#STORE_SIZE} before loading. */
    public static final String STORE = "wm_store";

    /** Per-CPU struct wm_count by enum wm_reason. */
    public static final String REASONS = "wm_reasons";

    /** Per-CPU struct wm_count by the counter index that a record names. */
    public static final String COUNTERS = "wm_counters";

    /** One struct wm_trace, written by {@link Programs#EXPLAIN}. */
    public static final String TRACE = "wm_trace";

    /** One struct wm_queries, mmapable, answered by {@link Programs#LOOKUP}. */
    public static final String QUERIES = "wm_queries";

    private Maps() {}
  }

  /** Read-only variables, set before loading. */
  public static final class Variables {
    /** Bytes of the store: a power of two, equal to the value size of {@link Maps#STORE}. */
    public static final String STORE_SIZE = "wm_store_size";

    private Variables() {}
  }

  /** Programs and maps of {@link #BENCH}. */
  public static final class Bench {
    private Bench() {}
  }
}
