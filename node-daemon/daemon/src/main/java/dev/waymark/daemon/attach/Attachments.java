package dev.waymark.daemon.attach;

import dev.waymark.daemon.attach.InterfaceSelection.Selected;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.link.IngressLink;
import dev.waymark.libbpf.link.LinkInfo;
import dev.waymark.libbpf.link.UnexpectedProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * The links that hold our program at one hook of each selected interface. What is right already is
 * not touched: the kernel is asked what there is. What was left right is held open, so that what
 * somebody else does to it is seen.
 *
 * <p>Links that were left on different programs by a daemon that died all get the one of this run:
 * the pinned store is the one that serves, and its program the one that links hold.
 */
public final class Attachments implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Attachments.class);

  private final Pins pins;
  private final HookPoint hook;
  private final HeldLinks held = new HeldLinks();

  public Attachments(Pins pins) {
    this.pins = pins;
    this.hook = pins.hook();
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
    held.pinAgain();
    try (PinnedPrograms known = PinnedPrograms.open(pins)) {
      known.announce(program);
      Map<String, String> failures = attach(selected, program, present(known), known);
      if (failures.isEmpty()) {
        known.settle(program);
      }
      hold(selected, failures.keySet(), known);
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

  private void hold(List<Selected> selected, Set<String> failed, PinnedPrograms known) {
    Map<Integer, Pinned> present = present(known);
    List<HeldLinks.Held> links = new ArrayList<>();
    for (Selected one : selected) {
      Pinned pinned = present.get(one.state().index());
      if (pinned != null && !failed.contains(one.state().name())) {
        links.add(
            HeldLinks.Held.open(hook, named(pinned.pin(), one.state().name()), one.state().name()));
      }
    }
    held.replace(links);
  }

  /** Where the pin is after it was given its interface's name, which may have changed. */
  private Path named(Path pin, String interfaceName) {
    Path place = pins.of(interfaceName);
    if (pin.equals(place) || Files.exists(place)) {
      return pin;
    }
    Pins.move(pin, place);
    return place;
  }

  /**
   * What somebody else did to our links since they were attached, a sentence each. Any thread of
   * the node's network namespace may ask.
   */
  public List<String> drift() {
    return held.drift();
  }

  /** Detaches from every interface but these, and collects links of interfaces that are gone. */
  public void retain(List<Selected> selected) {
    Set<Integer> kept = new HashSet<>();
    selected.forEach(one -> kept.add(one.state().index()));
    for (Path pin : pins.all()) {
      LinkInfo info;
      try (IngressLink link = hook.openPinned(pin)) {
        info = link.info();
      }
      if (!isHere(info) || !kept.contains(info.ifindex())) {
        remove(pin);
        LOG.info(
            "detached interface={} hook={} reason={}",
            pins.interfaceName(pin),
            hook,
            isHere(info) ? "not-selected" : "interface-gone");
      }
    }
  }

  /** Detaches everywhere; returns from how many interfaces. */
  public int detachAll() {
    List<Path> all = pins.all();
    all.forEach(this::remove);
    return all.size();
  }

  /** Detaches everywhere, and gives up the programs: as before the first was attached. */
  public void clear() {
    detachAll();
    Pins.remove(pins.program());
    Pins.remove(pins.nextProgram());
  }

  private void remove(Path pin) {
    held.letGo(pin);
    Pins.remove(pin);
  }

  /**
   * Whether the link is at an interface of this namespace. One that was moved to another takes its
   * link along, and its number may be that of an interface here.
   */
  private boolean isHere(LinkInfo info) {
    return !info.interfaceGone() && hook.holds(info);
  }

  /**
   * Our links by the interface that they are at. A daemon that died while it replaced a link left
   * two: the one whose program is known stays, or else the newer.
   */
  private Map<Integer, Pinned> present(PinnedPrograms known) {
    Map<Integer, Pinned> present = new HashMap<>();
    for (Path pin : pins.all()) {
      LinkInfo info;
      try (IngressLink link = hook.openPinned(pin)) {
        info = link.info();
      }
      if (info.interfaceGone()) {
        // Its name may be that of the interface's successor, which needs the place.
        remove(pin);
      } else if (isHere(info)) {
        Pinned found = new Pinned(pin, info.programId());
        Pinned other = present.get(info.ifindex());
        if (other != null && known.withId(other.programId()) != null) {
          remove(found.pin());
          continue;
        }
        if (other != null) {
          remove(other.pin());
        }
        present.put(info.ifindex(), found);
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
    try (IngressLink link = hook.attach(program, index)) {
      link.pin(place);
    }
    LOG.info(
        "attached interface={} hook={} ifindex={} program={}", name, hook, index, program.id());
  }

  private void update(
      Pinned pinned, int index, String name, BpfProgram program, @Nullable BpfProgram before) {
    if (before != null) {
      try (IngressLink link = hook.openPinned(pinned.pin())) {
        link.update(program, before);
        LOG.info("updated interface={} hook={} program={}", name, hook, program.id());
        return;
      } catch (UnexpectedProgram changed) {
        LOG.warn("updated by somebody else: interface={}; replacing the link", name);
      }
    }
    Path place = named(pinned.pin(), name);
    if (hook.isExclusive()) {
      remove(place);
      attach(index, name, program);
      return;
    }
    // A program of an earlier version: the new link goes before the old, then the old goes. In
    // between packets that the new one passes on are judged by the old once more.
    Path aside = pins.aside(name);
    if (place.equals(aside)) {
      throw new UncheckedIOException(
          new IOException("the link of another interface is pinned as " + pins.of(name)));
    }
    remove(aside);
    try (IngressLink link = hook.attach(program, index)) {
      link.pin(aside);
      remove(place);
      Pins.move(aside, place);
    }
    LOG.info("replaced interface={} program={}", name, program.id());
  }

  /** The names of all interfaces that a link is pinned for. */
  public List<String> attached() {
    List<String> names = new ArrayList<>();
    pins.all().forEach(pin -> names.add(pins.interfaceName(pin)));
    return names;
  }

  /** Lets go of the links; they stay, by their pins. */
  @Override
  public void close() {
    held.close();
  }
}
