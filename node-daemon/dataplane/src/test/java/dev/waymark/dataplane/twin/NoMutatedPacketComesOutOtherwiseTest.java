package dev.waymark.dataplane.twin;

import dev.waymark.dataplane.differential.MutatedPackets;
import dev.waymark.dataplane.differential.Packets;
import dev.waymark.dataplane.packet.ByteDiff;
import dev.waymark.dataplane.packet.Layers;
import dev.waymark.dataplane.reference.Address;
import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.Prefix;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import dev.waymark.dataplane.reference.ReferencePath.Link;
import dev.waymark.libbpf.testing.LongRun;
import dev.waymark.libbpf.testing.NeedsBpf;
import dev.waymark.libbpf.testing.Offload;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The odd packets once more, broken at random, where the kernels have the same routes as Waymark:
 * whether Waymark forwards or stands aside, the same bytes come out of every interface.
 *
 * <p>To make a difference again: {@code -Dwaymark.seed=...}, as printed.
 */
@NeedsBpf
class NoMutatedPacketComesOutOtherwiseTest {
  private static final int LONGEST = 1514; // that the link carries

  @Test
  void ofThreeThousand() {
    compare(3_000);
  }

  @Tag("long")
  @Test
  void ofThreeHundredThousand() {
    LongRun.result("mutated packets, by the kernel", compare(LongRun.scaled(300_000)));
  }

  private static String compare(int packets) {
    long seed = Long.getLong("waymark.seed", System.nanoTime());
    System.out.printf("-Dwaymark.seed=%d%n", seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<byte[]> sound =
        OddPacketsAgainstTheKernelTest.tables().values().stream()
            .flatMap(List::stream)
            .flatMap(odd -> odd.frames().stream())
            .filter(frame -> frame.offload().equals(Offload.NONE))
            .map(OddPacket.Frame::bytes)
            .filter(frame -> frame.length >= 14 + 40)
            .toList();
    Packets broken =
        new MutatedPackets(
            random,
            () -> new Arrival(Bytes.of(sound.get(random.nextInt(sound.size()))), 0, Link.US, 0, 0));
    long forwarded = 0;
    try (TwinRouters routers = TwinRouters.with(new TwinRoutes(true))) {
      for (int i = 0; i < packets; ) {
        byte[] frame = broken.next().frame().toArray();
        if (comparable(frame)) {
          forwarded += judge(i, frame, routers.answers(OddPacket.row("packet " + i, frame)));
          i++;
        }
      }
    }
    String result = "%,d packets, %,d frames came out, 0 differences".formatted(packets, forwarded);
    System.out.println(result);
    return result;
  }

  private static int judge(int number, byte[] frame, Map<Forwarder, List<Seen>> seen) {
    List<Seen> kernel = seen.getOrDefault(Forwarder.KERNEL, List.of());
    seen.forEach((forwarder, answer) -> {
      if (!answer.equals(kernel)) {
        throw new AssertionError(
            "packet %d%n%s--- kernel%n%s%n--- %s%n%s"
                .formatted(number, ByteDiff.show(frame), kernel, forwarder, answer));
      }
    });
    return kernel.size();
  }

  /**
   * Not to the router's own links, nor from there but for the client, since it would first ask for
   * a neighbour; nor with a tag, or from what is nobody's source, which are the table's to show.
   */
  private static boolean comparable(byte[] frame) {
    boolean v6 = frame[12] == (byte) 0x86;
    boolean tagged = frame[12] == (byte) 0x81;
    Address source = Address.read(frame, 14 + (v6 ? 8 : 12), v6);
    Address destination = Address.read(frame, 14 + (v6 ? 24 : 16), v6);
    Address client = address(v6 ? TwinRouter.v6(1, 5) : TwinRouter.v4(1, 5));
    return !tagged
        && frame.length <= LONGEST
        && Stream.of(1, 4, 6, 200, 201).noneMatch(net -> destination.in(net(net, v6)))
        && (source.equals(client)
            || Stream.of(1, 6, 200, 201).noneMatch(net -> source.in(net(net, v6))));
  }

  private static Prefix net(int net, boolean v6) {
    return Prefix.of(v6 ? TwinRouter.v6(net, 0) + "/48" : TwinRouter.v4(net, 0) + "/16");
  }

  private static Address address(String literal) {
    return Address.read(Layers.address(literal).toArray(), 0, literal.indexOf(':') >= 0);
  }
}
