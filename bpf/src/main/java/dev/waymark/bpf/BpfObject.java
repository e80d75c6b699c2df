package dev.waymark.bpf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A BPF object file that this artifact carries: ELF with BTF, for libbpf to load. */
public enum BpfObject {
  /** The data path: {@link Programs}, {@link Maps}, {@link Variables}. */
  TCX("waymark.bpf.o"),

  /** What is dropped in the driver: {@link Early}. Its maps are those of TCX. */
  XDP("xdp.bpf.o"),

  /** The timer that takes an unconfirmed generation back: {@link Rollback}. */
  ROLLBACK_TIMER("rollback_timer.bpf.o"),

  /** Loads where programs can ask the kernel's connection table, and nowhere else. Never run. */
  CONNTRACK_PROBE("conntrack_probe.bpf.o"),

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

    /** How full a rule's bucket is, by the rule's counter index. */
    public static final String LIMITS = "wm_limits";

    /** How full the bucket of one source is: struct wm_source_key. */
    public static final String SOURCES = "wm_sources";

    /** What first fragments had: struct wm_fragment by struct wm_fragment_key. */
    public static final String FRAGMENTS = "wm_fragments";

    /** A ring buffer of struct wm_event. */
    public static final String EVENTS = "wm_events";

    /** One struct wm_event_control, mmapable: which events are wanted. */
    public static final String EVENT_CONTROL = "wm_event_control";

    /** One struct wm_trace, written by {@link Programs#EXPLAIN}. */
    public static final String TRACE = "wm_trace";

    /** One struct wm_queries, mmapable, answered by {@link Programs#LOOKUP}. */
    public static final String QUERIES = "wm_queries";

    private Maps() {}
  }

  /** Programs of {@link #XDP}, all of type xdp. */
  public static final class Early {
    /** The live program: drops nothing that {@link Programs#INGRESS} would not drop. */
    public static final String DROP = "wm_early";

    /** Its twin, never attached: decides the same, and counts and tells nothing. */
    public static final String EXPLAIN = "wm_early_explain";

    private Early() {}
  }

  /** Programs and maps of {@link #ROLLBACK_TIMER}; its {@link Maps#STORE} is the one of TCX. */
  public static final class Rollback {
    /** Arms the timer by the struct wm_rollback_order in its packet; answers 0 or -errno. */
    public static final String ARM = "wm_rollback_arm";

    /** Ends what was armed, if it did not fire. */
    public static final String DISARM = "wm_rollback_disarm";

    /** One struct wm_rollback; to be pinned, and never written from user space. */
    public static final String STATE = "wm_rollback";

    private Rollback() {}
  }

  /** Read-only variables, set before loading. */
  public static final class Variables {
    /** Bytes of the store: a power of two, equal to the value size of {@link Maps#STORE}. */
    public static final String STORE_SIZE = "wm_store_size";

    /** 0 leaves counters and events out, to measure what they cost; 1 unless set. */
    public static final String COUNTING = "wm_counting";

    /**
     * 0: this kernel cannot be asked what it translates ({@link #CONNTRACK_PROBE}); 1 unless set.
     */
    public static final String CONNTRACK = "wm_conntrack";

    private Variables() {}
  }

  /**
   * Programs and maps of {@link #BENCH}. Each program makes {@code wm_bench.steps} lookups over the
   * keys in {@link #KEYS} and leaves in {@code wm_bench.sum} a sum over the answers.
   */
  public static final class Bench {
    /** The loop alone: its time is in all the others. */
    public static final String EMPTY = "wm_bench_empty";

    /** The product's lookup in table {@code wm_bench.table} of the active generation. */
    public static final String STORE_V4 = "wm_bench_store4";

    /** As {@link #STORE_V4}, IPv6. */
    public static final String STORE_V6 = "wm_bench_store6";

    /** BPF_MAP_TYPE_LPM_TRIE, map {@link #TRIE_V4}. */
    public static final String LPM_TRIE_V4 = "wm_bench_lpm4";

    /** BPF_MAP_TYPE_LPM_TRIE, map {@link #TRIE_V6}. */
    public static final String LPM_TRIE_V6 = "wm_bench_lpm6";

    /** bpf_fib_lookup in the main table of the namespace that runs it. */
    public static final String FIB_V4 = "wm_bench_fib4";

    /** As {@link #FIB_V4}, IPv6. */
    public static final String FIB_V6 = "wm_bench_fib6";

    /** The product's classifier, over the active generation's IPv4 rules. */
    public static final String CLASSIFY = "wm_bench_classify";

    /** The rules in {@link #RULES}, asked one after the other. */
    public static final String LINEAR = "wm_bench_linear";

    /** One value: 1024 struct wm_bench_rule, mmapable. */
    public static final String RULES = "wm_bench_rules";

    /** XDP: sends one IPv4 frame a run, as {@link #FRAME} says. */
    public static final String SEND = "wm_bench_send";

    /** XDP: swallows and counts what arrives. */
    public static final String SINK = "wm_bench_sink";

    /** Two struct wm_bench_frame: the generator's, and the sink's count. */
    public static final String FRAME = "wm_bench_frame";

    /** One struct wm_bench, mmapable: parameters and the sum. */
    public static final String PARAMETERS = "wm_bench";

    /** struct wm_bench_key by index, mmapable: (hi, lo) in host order, left aligned. */
    public static final String KEYS = "wm_bench_keys";

    /** Key: u32 length, 4 bytes of address; value: u32. Set its size before loading. */
    public static final String TRIE_V4 = "wm_bench_trie4";

    /** Key: u32 length, 16 bytes of address; value: u32. Set its size before loading. */
    public static final String TRIE_V6 = "wm_bench_trie6";

    /** The answers' sum is {@code sum = (sum ^ answer) * PRIME}, from 0, over all steps. */
    public static final long PRIME = 0x100000001b3L;

    private Bench() {}
  }
}
