package dev.waymark.daemon.attach;

import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.link.IngressLink;
import dev.waymark.libbpf.link.LinkInfo;
import dev.waymark.libbpf.link.TcxDirection;
import dev.waymark.libbpf.link.TcxHook;
import dev.waymark.libbpf.link.TcxLink;
import dev.waymark.libbpf.link.XdpHook;
import dev.waymark.libbpf.link.XdpLink;
import java.nio.file.Path;

/** Where at an interface a program sits, and where its links are pinned. */
public enum HookPoint {
  /** The head of TCX ingress: what decides of every packet. Other people's programs come after. */
  TCX("links", "program", false) {
    @Override
    IngressLink attach(BpfProgram program, int ifindex) {
      return TcxLink.attach(program, ifindex, TcxDirection.INGRESS);
    }

    @Override
    IngressLink openPinned(Path pin) {
      return TcxLink.openPinned(pin);
    }

    @Override
    boolean holds(LinkInfo link) {
      return TcxHook.attached(link.ifindex(), TcxDirection.INGRESS).stream()
          .anyMatch(one -> one.linkId() == link.id());
    }
  },

  /** XDP in the driver: drops early what TCX would drop. An interface has room for one program. */
  XDP("xdp", "early", true) {
    @Override
    IngressLink attach(BpfProgram program, int ifindex) {
      return XdpLink.attach(program, ifindex);
    }

    @Override
    IngressLink openPinned(Path pin) {
      return XdpLink.openPinned(pin);
    }

    @Override
    boolean holds(LinkInfo link) {
      return XdpHook.program(link.ifindex()) == link.programId();
    }
  };

  private final String folder;
  private final String program;
  private final boolean exclusive;

  HookPoint(String folder, String program, boolean exclusive) {
    this.folder = folder;
    this.program = program;
    this.exclusive = exclusive;
  }

  /** Attaches in the calling thread's network namespace. */
  abstract IngressLink attach(BpfProgram program, int ifindex);

  abstract IngressLink openPinned(Path pin);

  /** Whether the link is at an interface of the calling thread's network namespace. */
  abstract boolean holds(LinkInfo link);

  /** The folder of its links' pins. */
  public String folder() {
    return folder;
  }

  /** The pin of the program that its links hold. */
  public String program() {
    return program;
  }

  /** Whether a second link at the same interface is refused. */
  boolean isExclusive() {
    return exclusive;
  }
}
