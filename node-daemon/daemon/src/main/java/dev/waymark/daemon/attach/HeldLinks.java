package dev.waymark.daemon.attach;

import dev.waymark.libbpf.Syscalls;
import dev.waymark.libbpf.link.IngressLink;
import dev.waymark.libbpf.link.LinkInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Our links as we left them. While they are held, a program stays where it is even if somebody
 * removes its pin; comparing them with what the kernel says now tells what somebody else did.
 *
 * <p>Any thread may ask for {@link #drift}; one changes what is held.
 */
final class HeldLinks implements AutoCloseable {

  private final ReentrantLock lock = new ReentrantLock();
  private List<Held> held = List.of();

  /**
   * A link and what it was.
   *
   * @param link open
   * @param programId of the program that it was given
   */
  record Held(Path pin, String interfaceName, int ifindex, IngressLink link, int programId) {

    /** The link that is pinned there now. */
    static Held open(HookPoint hook, Path pin, String interfaceName) {
      IngressLink link = hook.openPinned(pin);
      LinkInfo info = link.info();
      return new Held(pin, interfaceName, info.ifindex(), link, info.programId());
    }

    private boolean isUnpinned() {
      return link.info().ifindex() == ifindex && !Files.exists(pin);
    }

    /** What somebody else did to it; empty if nothing. */
    private String drift() {
      LinkInfo now = link.info();
      if (now.interfaceGone()) {
        boolean wentWithItsInterface = Syscalls.interfaceIndex(interfaceName) != ifindex;
        return wentWithItsInterface ? "" : "the program was detached from " + interfaceName;
      }
      if (now.programId() != programId) {
        return "the link at %s was given program %d".formatted(interfaceName, now.programId());
      }
      return Files.exists(pin)
          ? ""
          : "the pin of the link at %s was removed".formatted(interfaceName);
    }
  }

  /** From now on these, instead of those before. */
  void replace(List<Held> links) {
    lock.lock();
    try {
      held.forEach(one -> one.link().close());
      held = List.copyOf(links);
    } finally {
      lock.unlock();
    }
  }

  /** Pins again what lost its pin and is attached still. */
  void pinAgain() {
    lock.lock();
    try {
      held.stream().filter(Held::isUnpinned).forEach(one -> one.link().pin(one.pin()));
    } finally {
      lock.unlock();
    }
  }

  /** The link of this pin is to go: it is not held any more. */
  void letGo(Path pin) {
    lock.lock();
    try {
      List<Held> kept = new ArrayList<>();
      for (Held one : held) {
        if (one.pin().equals(pin)) {
          one.link().close();
        } else {
          kept.add(one);
        }
      }
      held = List.copyOf(kept);
    } finally {
      lock.unlock();
    }
  }

  /** What somebody else did to them, a sentence each. */
  List<String> drift() {
    lock.lock();
    try {
      return held.stream().map(Held::drift).filter(what -> !what.isEmpty()).toList();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    replace(List.of());
  }
}
