package dev.waymark.libbpf;

import dev.waymark.libbpf.btf.Btf;
import dev.waymark.libbpf.btf.BtfType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A compiled object: opened, adjusted, loaded; then its maps and programs can be taken.
 *
 * <p>Maps and programs taken from it are owned by the caller and live on after {@link #close}. One
 * thread at a time.
 */
public final class BpfObjectFile implements AutoCloseable {
  private static final int OPTIONS_BYTES = 80;
  private static final long LOG_BYTES = 16L << 20;
  private static final Pattern FAILED_PROGRAM =
      Pattern.compile("prog '([^']+)': BPF program load failed");

  private final String name;
  private final long object;
  private final Arena arena;
  private final MemorySegment log;
  private final AtomicBoolean closed = new AtomicBoolean();

  private BpfObjectFile(String name, long object, Arena arena, MemorySegment log) {
    this.name = name;
    this.object = object;
    this.arena = arena;
    this.log = log;
  }

  /**
   * Opens an object; nothing is loaded yet.
   *
   * @param elf the compiled object file
   * @param name how messages call it
   */
  // The arena is the object's own, and closed with it.
  @SuppressWarnings("MustBeClosedChecker")
  public static BpfObjectFile open(byte[] elf, String name) {
    Arena arena = Arena.ofShared();
    try {
      MemorySegment log = logBuffer(arena);
      MemorySegment options = arena.allocate(OPTIONS_BYTES, Long.BYTES);
      options.set(ValueLayout.JAVA_LONG, 0, OPTIONS_BYTES);
      options.set(ValueLayout.JAVA_LONG, 8, arena.allocateFrom(name).address());
      options.set(ValueLayout.JAVA_LONG, 56, log.address());
      options.set(ValueLayout.JAVA_LONG, 64, LOG_BYTES);
      MemorySegment file = arena.allocate(elf.length, Long.BYTES);
      MemorySegment.copy(elf, 0, file, ValueLayout.JAVA_BYTE, 0, elf.length);
      long object =
          LibBpf.get().bpf_object__open_mem(file.address(), elf.length, options.address());
      if (object == 0) {
        throw new NativeException("bpf_object__open_mem " + name, Syscalls.errno());
      }
      return new BpfObjectFile(name, object, arena, log);
    } catch (RuntimeException failed) {
      arena.close();
      throw failed;
    }
  }

  // Mapped rather than allocated: 16 MiB of which only what the verifier writes is ever touched.
  // Restricted, because a wrong address or size would crash: both come from mmap right here.
  @SuppressWarnings("restricted")
  private static MemorySegment logBuffer(Arena arena) {
    long address = Syscalls.mapAnonymous(LOG_BYTES);
    return MemorySegment.ofAddress(address)
        .reinterpret(LOG_BYTES, arena, gone -> Syscalls.unmap(address, LOG_BYTES));
  }

  /** Sets a constant of {@code .rodata} ({@code const volatile}, 4 bytes) before the load. */
  public void rodata(String variable, int value) {
    BtfType.SectionVar place = place(variable);
    if (place.size() != Integer.BYTES) {
      throw new IllegalArgumentException(
          "%s: %s has %d bytes, not 4".formatted(name, variable, place.size()));
    }
    initialValue().set(ValueLayout.JAVA_INT_UNALIGNED, place.offset(), value);
  }

  private BtfType.SectionVar place(String variable) {
    Btf btf = btf();
    List<BtfType.SectionVar> variables =
        btf.section(".rodata").map(BtfType.DataSection::variables).orElse(List.of());
    return variables.stream()
        .filter(v -> btf.type(v.variable()).name().equals(variable))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "%s: .rodata has no variable %s, but %s"
                    .formatted(
                        name,
                        variable,
                        variables.stream().map(v -> btf.type(v.variable()).name()).toList())));
  }

  // libbpf's copy of the BTF, because only there the offsets of variables are filled in.
  @SuppressWarnings("restricted")
  private Btf btf() {
    long btf = LibBpf.get().bpf_object__btf(object());
    if (btf == 0) {
      throw new IllegalArgumentException(name + " has no BTF: compile it with -g");
    }
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment size = scratch.allocate(ValueLayout.JAVA_INT);
      long blob = LibBpf.get().btf__raw_data(btf, size.address());
      return Btf.ofRaw(
          MemorySegment.ofAddress(blob)
              .reinterpret(size.get(ValueLayout.JAVA_INT, 0))
              .toArray(ValueLayout.JAVA_BYTE));
    }
  }

  @SuppressWarnings("restricted")
  private MemorySegment initialValue() {
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment size = scratch.allocate(ValueLayout.JAVA_LONG);
      long address = LibBpf.get().bpf_map__initial_value(findMap(".rodata"), size.address());
      if (address == 0) {
        throw new IllegalStateException(name + " is loaded: its constants stand");
      }
      return MemorySegment.ofAddress(address).reinterpret(size.get(ValueLayout.JAVA_LONG, 0));
    }
  }

  /** Sets the size of a map's values before the load. */
  public void valueSize(String map, int bytes) {
    check(
        "bpf_map__set_value_size " + map,
        LibBpf.get().bpf_map__set_value_size(findMap(map), bytes));
  }

  /** Sets how many elements a map may hold, before the load. */
  public void maxEntries(String map, int entries) {
    check(
        "bpf_map__set_max_entries " + map,
        LibBpf.get().bpf_map__set_max_entries(findMap(map), entries));
  }

  /** Makes the programs use a map that exists already instead of a new one. */
  public void reuse(String map, BpfMap existing) {
    check(
        "bpf_map__reuse_fd " + map,
        LibBpf.get().bpf_map__reuse_fd(findMap(map), existing.fd().number()));
  }

  /** Leaves a program out of the load. */
  public void disableProgram(String program) {
    check(
        "bpf_program__set_autoload " + program,
        LibBpf.get().bpf_program__set_autoload(findProgram(program), false));
  }

  /**
   * Makes the maps and loads the programs, all or none.
   *
   * @throws VerifierRejection if the verifier refuses a program
   */
  public void load() {
    List<String> prints = LibBpfLog.newLines();
    int result = LibBpfLog.collecting(prints, () -> LibBpf.get().bpf_object__load(object()));
    if (result >= 0) {
      return;
    }
    for (String line : prints) {
      Matcher failed = FAILED_PROGRAM.matcher(line);
      String written = log.getString(0);
      if (failed.find() && !written.isBlank()) {
        throw new VerifierRejection(failed.group(1), result, new VerifierLog(written));
      }
    }
    String call = "bpf_object__load " + name;
    String advice = Advice.on(call, result);
    throw new NativeException(
        call, result, advice.isEmpty() ? "libbpf says: " + String.join("; ", prints) : advice);
  }

  /** A map of the loaded object, which the caller closes. */
  public BpfMap map(String map) {
    return BpfMap.owning(
        Fd.duplicateOf(check("bpf_map__fd " + map, LibBpf.get().bpf_map__fd(findMap(map)))));
  }

  /** A program of the loaded object, which the caller closes. */
  public BpfProgram program(String program) {
    int fd =
        check("bpf_program__fd " + program, LibBpf.get().bpf_program__fd(findProgram(program)));
    return BpfProgram.owning(Fd.duplicateOf(fd));
  }

  /** How many instructions the verifier walked to accept a program; 0 before kernel 5.16. */
  public int instructions(String program) {
    try (BpfProgram loaded = program(program)) {
      return loaded.verifiedInstructions();
    }
  }

  private long findMap(String map) {
    return found("map", map, LibBpf.get().bpf_object__find_map_by_name(object(), map));
  }

  private long findProgram(String program) {
    return found(
        "program", program, LibBpf.get().bpf_object__find_program_by_name(object(), program));
  }

  private long found(String kind, String wanted, long address) {
    if (address == 0) {
      throw new IllegalArgumentException("%s has no %s %s".formatted(name, kind, wanted));
    }
    return address;
  }

  private long object() {
    if (closed.get()) {
      throw new IllegalStateException(name + " used after close");
    }
    return object;
  }

  private int check(String call, int result) {
    if (result < 0) {
      throw new NativeException(call + " of " + name, result);
    }
    return result;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      LibBpf.get().bpf_object__close(object);
      arena.close();
    }
  }
}
