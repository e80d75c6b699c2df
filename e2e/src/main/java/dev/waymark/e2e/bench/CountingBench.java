package dev.waymark.e2e.bench;

import dev.waymark.bpf.BpfObject;
import dev.waymark.dataplane.classifier.AttachedInterface;
import dev.waymark.dataplane.classifier.Match;
import dev.waymark.dataplane.classifier.Rule;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.layout.EventControlLayout;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.ForwardingPath;
import dev.waymark.dataplane.layout.RuleAction;
import dev.waymark.dataplane.layout.SourceCheck;
import dev.waymark.dataplane.nexthop.Group;
import dev.waymark.dataplane.nexthop.NextHop;
import dev.waymark.dataplane.nexthop.Route;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.BpfObjectFile;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.MappedRegion;
import dev.waymark.libbpf.RingBuffer;
import dev.waymark.libbpf.SkbContext;
import dev.waymark.libbpf.TestRun;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * What counters and events cost a packet: the product's program beside the same program without
 * them, in turns, on a packet that all four kinds of counter count.
 */
final class CountingBench {
  private static final int ROUNDS = 15;
  private static final int PACKETS = 500_000;
  private static final int LOOPBACK = 1;
  private static final int ONE_IN = 1000;

  /** The program in one form, with maps of its own on a shared store. */
  private record Variant(BpfObjectFile object, BpfProgram program) implements AutoCloseable {
    static Variant load(BpfMap store, int counting) {
      var object = BpfObjectFile.open(BpfObject.TCX.bytes(), "counting");
      object.valueSize(BpfObject.Maps.STORE, store.valueSize());
      object.rodata(BpfObject.Variables.STORE_SIZE, store.valueSize());
      object.rodata(BpfObject.Variables.COUNTING, counting);
      object.reuse(BpfObject.Maps.STORE, store);
      object.load();
      return new Variant(object, object.program(BpfObject.Programs.INGRESS));
    }

    double nanosPerPacket(byte[] frame) {
      SkbContext context = SkbContext.onInterface(LOOPBACK);
      return program.testRun(new TestRun(frame, context, PACKETS, frame.length)).nanosPerRun();
    }

    @Override
    public void close() {
      program.close();
      object.close();
    }
  }

  private CountingBench() {}

  static void run(Consumer<Figure> report) throws Exception {
    try (var store = StoreUnderTest.create("counting")) {
      Commit commit = store.dataplane().begin();
      fill(commit);
      store.publish(commit);
      try (BpfMap map = store.map();
          Variant without = Variant.load(map, 0);
          Variant with = Variant.load(map, 1);
          Variant read = Variant.load(map, 1);
          BpfMap events = read.object().map(BpfObject.Maps.EVENTS);
          RingBuffer ring = RingBuffer.of(events);
          BpfMap control = read.object().map(BpfObject.Maps.EVENT_CONTROL);
          MappedRegion wanted = control.map()) {
        wanted.setInt(EventControlLayout.ONE_IN, ONE_IN);
        wanted.setLongRelease(EventControlLayout.UNTIL, Long.MAX_VALUE);
        measure(without, with, read, ring, report);
      }
    }
  }

  private static void measure(
      Variant without, Variant with, Variant read, RingBuffer ring, Consumer<Figure> report) {
    byte[] frame = frame();
    double[] bare = new double[ROUNDS];
    double[] counted = new double[ROUNDS];
    double[] counting = new double[ROUNDS];
    double[] reading = new double[ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      double plain = without.nanosPerPacket(frame);
      double quiet = with.nanosPerPacket(frame);
      double told = read.nanosPerPacket(frame);
      ring.clear();
      if (round >= 0) {
        bare[round] = plain;
        counted[round] = quiet;
        counting[round] = quiet - plain;
        reading[round] = told - plain;
      }
    }
    report.accept(
        Figure.against("a packet, Kernel path, all counted", "ns", counted, "no counters", bare));
    report.accept(
        Figure.alone("counters (4) and events, nobody reads", "ns", counting)
            .goal(new Figure.Goal.AtMost(10)));
    report.accept(Figure.alone("the same, 1 in 1000 is read", "ns", reading));
  }

  /** A rule, a route and a next hop that count, on the Kernel path, which leaves the packet be. */
  private static void fill(Commit commit) {
    byte[] gateway = {10, 99, 0, 1};
    NextHop hop = NextHop.via(LOOPBACK, gateway, 1500, 1, 3, 1);
    int route = commit.route(Route.unicast(Group.of(hop), 0, 2));
    commit.put(StoreUnderTest.TABLE, Family.V4, 0x0a500000L << 32, 0, 16, route);
    commit.rules(
        Family.V4, List.of(new Rule(RuleAction.LOOKUP, StoreUnderTest.TABLE, 0, 1, Match.ANY)));
    commit.interfaces(
        List.of(new AttachedInterface(LOOPBACK, ForwardingPath.KERNEL, SourceCheck.OFF, 14)));
    commit.markMask(0xff);
  }

  /** 64 bytes: UDP from 10.77.0.2 to 10.80.0.1. */
  private static byte[] frame() {
    byte[] headers =
        HexFormat.of()
            .parseHex(
                "000000000000"
                    + "000000000000"
                    + "0800"
                    + "4500003200000000401165d8"
                    + "0a4d0002"
                    + "0a500001"
                    + "00070009001e0000");
    byte[] frame = Arrays.copyOf(headers, 64);
    int sum = 0;
    for (int i = 14; i < 34; i += 2) {
      sum += i == 24 ? 0 : ((frame[i] & 0xff) << 8) + (frame[i + 1] & 0xff);
    }
    sum = (sum & 0xffff) + (sum >> 16);
    frame[24] = (byte) (~sum >> 8);
    frame[25] = (byte) ~sum;
    return frame;
  }
}
