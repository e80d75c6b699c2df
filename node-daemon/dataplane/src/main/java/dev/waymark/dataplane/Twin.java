package dev.waymark.dataplane;

import dev.waymark.dataplane.explain.Answer;
import dev.waymark.dataplane.explain.Explanation;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.memory.MappedMemory;
import dev.waymark.dataplane.memory.Memory;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.FrameRun;
import dev.waymark.libbpf.TestRun;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The twin of the live program on the pinned store, without the daemon: loaded anew, from the
 * object that the live program was loaded from, which is checked. Changes and counts nothing.
 */
public final class Twin implements AutoCloseable {

  /** What came of opening. */
  public sealed interface Opened {
    /** It can be asked. */
    record Ready(Twin twin) implements Opened {}

    /** Nothing was published here: {@code why}, a sentence. */
    record Absent(String why) implements Opened {}

    /** It would not say what is true: {@code why}, a sentence. */
    record Refused(String why) implements Opened {}
  }

  private final Programs programs;
  private final Memory store;

  private Twin(Programs programs) {
    this.programs = programs;
    this.store = new MappedMemory(programs.memory);
  }

  /**
   * Opens what a daemon pinned.
   *
   * @param program where the live program is pinned; the twin is refused if its code is another
   * @throws dev.waymark.libbpf.NativeException if the kernel refuses
   */
  public static Opened open(Path pinDirectory, Path program) {
    if (!pinDirectory.resolve(Pins.STORE).toFile().exists()) {
      return new Opened.Absent(
          "nothing is pinned below %s: no daemon published anything here".formatted(pinDirectory));
    }
    try (BpfMap store = BpfMap.openPinned(pinDirectory.resolve(Pins.STORE))) {
      Programs programs = Programs.load(store.valueSize(), store, Map.of(), null);
      String different = difference(programs.ingress, program);
      if (different.isEmpty()) {
        return new Opened.Ready(new Twin(programs));
      }
      programs.close();
      return new Opened.Refused(different);
    }
  }

  /** Why the twin's sibling is not the live program; empty if it is, or none is pinned. */
  private static String difference(BpfProgram sibling, Path program) {
    if (!program.toFile().exists()) {
      return "";
    }
    try (BpfProgram live = BpfProgram.openPinned(program)) {
      return live.tag().equals(sibling.tag())
          ? ""
          : "the attached program (tag %s) is of another version than this command (tag %s)"
              .formatted(live.tag(), sibling.tag());
    }
  }

  /**
   * What the live program would do with a packet. Runs in the calling thread's network namespace,
   * which must have the interface that the order names.
   *
   * @param family of the packet; null if it is no IP packet
   */
  public Answer explain(TestRun packet, @Nullable Family family) {
    return Answer.of(store, family, () -> run(programs, packet));
  }

  /**
   * Whether the live program at XDP would drop a frame. Runs in the calling thread's network
   * namespace, which must have the interface that the order names.
   */
  public boolean dropsEarly(FrameRun frame) {
    return frame.on(programs.early().explain()).verdict() == FrameRun.DROP;
  }

  static Explanation run(Programs programs, TestRun packet) {
    TestRun.Result result = programs.explain.testRun(packet);
    ByteBuffer first = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
    ByteBuffer trace = programs.trace.lookup(first);
    if (trace == null) {
      throw new IllegalStateException("the trace map is empty");
    }
    return Explanation.of(trace, result);
  }

  @Override
  public void close() {
    programs.close();
  }
}
