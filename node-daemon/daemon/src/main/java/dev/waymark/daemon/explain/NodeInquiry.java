package dev.waymark.daemon.explain;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.SliceException;
import dev.waymark.daemon.attach.HookPoint;
import dev.waymark.daemon.attach.Pins;
import dev.waymark.daemon.converge.Daemon;
import dev.waymark.daemon.counters.CounterRecords;
import dev.waymark.daemon.liveness.SilentGateways;
import dev.waymark.daemon.observe.NodeNews;
import dev.waymark.daemon.observe.NodeObservation;
import dev.waymark.daemon.resolve.InterfaceAddress;
import dev.waymark.daemon.resolve.Mirrors;
import dev.waymark.daemon.resolve.NodeFacts;
import dev.waymark.daemon.resolve.WatchedGateway;
import dev.waymark.daemon.settings.NodeSettings;
import dev.waymark.daemon.source.disk.KeptRoutesOnDisk;
import dev.waymark.daemon.source.disk.SlicesOnDisk;
import dev.waymark.dataplane.Twin;
import dev.waymark.dataplane.explain.Answer;
import dev.waymark.dataplane.layout.Verdict;
import dev.waymark.libbpf.FrameRun;
import dev.waymark.libbpf.SkbContext;
import dev.waymark.libbpf.TestRun;
import dev.waymark.libbpf.netlink.Link;
import dev.waymark.libbpf.netlink.NetlinkSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One node, asked about packets: the twin on its pinned store, its network namespace, and what its
 * daemon wrote to the disk. Reads only.
 */
public final class NodeInquiry implements AutoCloseable {

  private static final int FRAME_MAX = Question.SIZE_MAX + 14;

  private final Twin twin;
  private final Pins links;
  private final Pins earlyLinks;
  private final SlicesOnDisk disk;
  private final Path state;
  private final NetlinkSocket socket;
  private final NodeObservation observation;
  private final List<Link> interfaces;
  private NodeFacts facts;
  private @Nullable Digest lastRoot;
  private @Nullable DesiredState lastState;

  /** What came of opening. */
  public sealed interface Opened {
    /** It can be asked. */
    record Ready(NodeInquiry node) implements Opened {}

    /** No daemon published anything here: {@code why} in a sentence. */
    record Absent(String why) implements Opened {}

    /** The twin would not say what is true: {@code why} in a sentence. */
    record Refused(String why) implements Opened {}
  }

  private NodeInquiry(Twin twin, NodeSettings settings, NetlinkSocket socket) throws IOException {
    this.twin = twin;
    this.socket = socket;
    this.links = new Pins(settings.directories().pin());
    this.earlyLinks = new Pins(settings.directories().pin(), HookPoint.XDP);
    this.state = settings.directories().state();
    this.disk = new SlicesOnDisk(state);
    this.observation = new NodeObservation(socket, new NodeNews(Daemon.ownership(settings)));
    this.interfaces = socket.links();
    this.facts = observation.facts(Set.of());
  }

  /**
   * Opens what the daemon of these settings left, in the calling thread's network namespace.
   *
   * @throws dev.waymark.libbpf.NativeException if the kernel refuses
   */
  public static Opened open(NodeSettings settings) throws IOException {
    Path pin = settings.directories().pin();
    return switch (Twin.open(pin, new Pins(pin).program())) {
      case Twin.Opened.Ready(Twin twin) ->
          new Opened.Ready(new NodeInquiry(twin, settings, NetlinkSocket.open()));
      case Twin.Opened.Absent(String why) -> new Opened.Absent(why);
      case Twin.Opened.Refused(String why) -> new Opened.Refused(why);
    };
  }

  /** The interface of a name. */
  public Optional<Link> interfaceNamed(String name) {
    return interfaces.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /**
   * The interface that a packet of this source most likely comes in by: the one of its subnet, else
   * the only one that a program is attached to.
   */
  public Optional<Link> interfaceOf(Address source) {
    Optional<InterfaceAddress> subnet =
        facts.addresses().stream()
            .filter(one -> one.connected().contains(source))
            .max(Comparator.comparingInt(one -> one.connected().length()));
    if (subnet.isPresent()) {
      int index = subnet.get().interfaceIndex();
      return interfaces.stream().filter(one -> one.ifindex() == index).findFirst();
    }
    List<Path> pinned = links.all();
    return pinned.size() == 1
        ? interfaceNamed(links.interfaceName(pinned.getFirst()))
        : Optional.empty();
  }

  /** Asks about a packet that is made up. */
  public Explained ask(Question question, Link by, int mark, boolean hex) throws IOException {
    return ask(ProbeFrame.of(question, by.mac()), by, mark, hex);
  }

  /**
   * Asks about a frame.
   *
   * @throws IllegalArgumentException if it is longer than the kernel runs a program on
   */
  public Explained ask(byte[] frame, Link by, int mark, boolean hex) throws IOException {
    if (frame.length > FRAME_MAX || frame.length < 14) {
      throw new IllegalArgumentException(
          "a frame of %d bytes: the kernel's test run takes 14 to %d"
              .formatted(frame.length, FRAME_MAX));
    }
    SkbContext context = SkbContext.onInterface(by.ifindex()).withMark(mark);
    Family family = PacketSummary.of(frame).family();
    Answer answer = twin.explain(TestRun.once(frame, context), of(family));
    return Explainer.explain(answer, frame, arrival(by, answer, frame), known(answer), hex);
  }

  private Explainer.Arrival arrival(Link by, Answer answer, byte[] frame) {
    boolean early =
        answer.trace().verdict() == Verdict.DROP
            && Files.exists(earlyLinks.of(by.name()))
            && twin.dropsEarly(FrameRun.once(frame, by.ifindex()));
    return new Explainer.Arrival(by.name(), Files.exists(links.of(by.name())), early);
  }

  private Explainer.Known known(Answer answer) throws IOException {
    String commit = null;
    DesiredState desired = null;
    if (!answer.digest().isEmpty()) {
      Digest root = Digest.parse(answer.digest());
      desired = desired(root);
      commit =
          disk.pointer()
              .filter(pointer -> pointer.root().equals(root))
              .map(SlicesOnDisk.Pointer::revision)
              // In a cluster what was asked for is a root as well, and no commit.
              .filter(revision -> revision.length() != root.toString().length())
              .orElse(null);
    }
    return new Explainer.Known(CounterRecords.read(state), desired, commit, facts, Instant.now());
  }

  /** The state of a root; null when it is not all there. The last one is kept. */
  private @Nullable DesiredState desired(Digest root) {
    if (lastRoot == null || !lastRoot.equals(root)) {
      lastRoot = root;
      try {
        lastState = complete(disk.read(root));
      } catch (SliceException gone) {
        lastState = null;
      }
    }
    return lastState;
  }

  /** As the daemon completes it: with what kernel tables bring, and who is known to be silent. */
  private DesiredState complete(DesiredState declared) {
    Set<Integer> tables =
        declared.mirrors().stream()
            .map(mirror -> (int) mirror.kernelTable())
            .collect(Collectors.toSet());
    NodeFacts seen = observation.facts(tables);
    DesiredState complete =
        new Mirrors(new ReadOnlyRoutes(new KeptRoutesOnDisk(state))).complete(declared, seen);
    SilentGateways before = new SilentGateways(state);
    facts =
        seen.withSilent(
            WatchedGateway.of(complete, seen).stream()
                .filter(before::wasSilent)
                .collect(Collectors.toSet()));
    return complete;
  }

  private static dev.waymark.dataplane.layout.@Nullable Family of(@Nullable Family family) {
    if (family == null) {
      return null;
    }
    return switch (family) {
      case V4 -> dev.waymark.dataplane.layout.Family.V4;
      case V6 -> dev.waymark.dataplane.layout.Family.V6;
    };
  }

  @Override
  public void close() {
    socket.close();
    twin.close();
  }
}
