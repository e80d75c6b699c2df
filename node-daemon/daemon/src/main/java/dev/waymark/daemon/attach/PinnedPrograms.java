package dev.waymark.daemon.attach;

import dev.waymark.libbpf.BpfProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The programs that links may hold: the one that all held last, and the one that they were being
 * given when a daemon died. Pinned, so that a restart can name what it replaces: the kernel
 * replaces a link's program in one step only for whoever knows the old one.
 */
final class PinnedPrograms implements AutoCloseable {

  private final Pins pins;
  private final Map<Integer, BpfProgram> byId = new HashMap<>();

  private PinnedPrograms(Pins pins) {
    this.pins = pins;
  }

  static PinnedPrograms open(Pins pins) {
    PinnedPrograms programs = new PinnedPrograms(pins);
    for (Path pin : new Path[] {pins.program(), pins.nextProgram()}) {
      if (Files.exists(pin)) {
        BpfProgram program = BpfProgram.openPinned(pin);
        BpfProgram same = programs.byId.putIfAbsent(program.id(), program);
        if (same != null) {
          program.close();
        }
      }
    }
    return programs;
  }

  @Nullable BpfProgram withId(int id) {
    return byId.get(id);
  }

  /** Before the first link is given a program. */
  void announce(BpfProgram program) {
    if (!byId.containsKey(program.id())) {
      Pins.remove(pins.nextProgram());
      program.pin(pins.nextProgram());
    }
  }

  /** After every link holds it. */
  void settle(BpfProgram program) {
    if (byId.size() == 1 && byId.containsKey(program.id()) && Files.exists(pins.program())) {
      return;
    }
    if (Files.exists(pins.nextProgram())) {
      Pins.move(pins.nextProgram(), pins.program());
    }
  }

  @Override
  public void close() {
    byId.values().forEach(BpfProgram::close);
  }
}
