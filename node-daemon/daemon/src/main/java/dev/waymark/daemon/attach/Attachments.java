package dev.waymark.daemon.attach;

import dev.waymark.daemon.attach.InterfaceSelection.Selected;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.link.TcxDirection;
import dev.waymark.libbpf.link.TcxLink;
import dev.waymark.libbpf.link.UnexpectedProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links that hold our program at the head of each selected interface's ingress. What is right
 * already is not touched: the kernel is asked, nothing is remembered.
 */
public final class Attachments {

  private static final Logger LOG = LoggerFactory.getLogger(Attachments.class);

  private final Pins pins;

  public Attachments(Pins pins) {
    this.pins = pins;
  }

  /** One link that is pinned. */
  private record Pinned(Path pin, int programId) {}

  /**
   * Attaches wherever it is not yet, and replaces an older program in one step.
   *
   * @param program to be attached
   * @return what failed, by interface: a sentence each
   */
  public Map<String, String> attach(List<Selected> selected, BpfProgram program) {
    pins.prepare();
    Map<Integer, Pinned> present = present();
    try (PinnedPrograms known = PinnedPrograms.open(pins)) {
      known.announce(program);
      Map<String, String> failures = attach(selected, program, present, known);
      if (failures.isEmpty()) {
        known.settle(program);
      }
      return failures;
    }
  }

  private Map<String, String> attach(
      List<Selected> selected,
      BpfProgram program,
      Map<Integer, Pinned> present,
      PinnedPrograms known) {
    Map<String, String> failures = new TreeMap<>();
    for (Selected one : selected) {
      int index = one.state().index();
      String name = one.state().name();
      try {
        Pinned pinned = present.get(index);
        if (pinned == null) {
          attach(index, name, program);
        } else if (pinned.programId() != program.id()) {
          update(pinned, index, name, program, known.withId(pinned.programId()));
        }
      } catch (NativeException | UncheckedIOException e) {
        failures.put(name, String.valueOf(e.getMessage()));
      }
    }
    return failures;
  }

  /** Detaches from every interface but these, and collects links of interfaces that are gone. */
  public void retain(List<Selected> selected) {
    Set<Integer> kept = new HashSet<>();
    selected.forEach(one -> kept.add(one.state().index()));
    for (Path pin : pins.all()) {
      TcxLink.LinkInfo info;
      try (TcxLink link = TcxLink.openPinned(pin)) {
        info = link.info();
      }
      if (info.interfaceGone() || !kept.contains(info.ifindex())) {
        Pins.remove(pin);
        LOG.info(
            "detached interface={} reason={}",
            pins.interfaceName(pin),
            info.interfaceGone() ? "interface-gone" : "not-selected");
      }
    }
  }

  /** Detaches everywhere; returns from how many interfaces. */
  public int detachAll() {
    List<Path> all = pins.all();
    all.forEach(Pins::remove);
    return all.size();
  }

  private Map<Integer, Pinned> present() {
    Map<Integer, Pinned> present = new HashMap<>();
    for (Path pin : pins.all()) {
      try (TcxLink link = TcxLink.openPinned(pin)) {
        TcxLink.LinkInfo info = link.info();
        if (info.interfaceGone()) {
          // Its name may be that of the interface's successor, which needs the place.
          Pins.remove(pin);
        } else {
          present.put(info.ifindex(), new Pinned(pin, info.programId()));
        }
      }
    }
    return present;
  }

  private void attach(int index, String name, BpfProgram program) {
    Path place = pins.of(name);
    if (Files.exists(place)) {
      // The pin of another interface that once had this name.
      place = pins.aside(name);
    }
    try (TcxLink link = TcxLink.attach(program, index, TcxDirection.INGRESS)) {
      link.pin(place);
    }
    LOG.info("attached interface={} ifindex={} program={}", name, index, program.id());
  }

  private void update(
      Pinned pinned, int index, String name, BpfProgram program, @Nullable BpfProgram before) {
    if (before != null) {
      try (TcxLink link = TcxLink.openPinned(pinned.pin())) {
        link.update(program, before);
        LOG.info("updated interface={} program={}", name, program.id());
        return;
      } catch (UnexpectedProgram changed) {
        LOG.warn("updated by somebody else: interface={}; replacing the link", name);
      }
    }
    // A program of an earlier version: the new link goes before the old, then the old goes. In
    // between packets that the new one passes on are judged by the old once more.
    Path aside = pins.aside(name);
    Pins.remove(aside);
    try (TcxLink link = TcxLink.attach(program, index, TcxDirection.INGRESS)) {
      link.pin(aside);
      Pins.remove(pinned.pin());
      Files.move(aside, pinned.pin(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot rename " + aside, e);
    }
    LOG.info("replaced interface={} program={}", name, program.id());
  }

  /** The names of all interfaces that a link is pinned for. */
  public List<String> attached() {
    List<String> names = new ArrayList<>();
    pins.all().forEach(pin -> names.add(pins.interfaceName(pin)));
    return names;
  }
}
