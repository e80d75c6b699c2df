package dev.waymark.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.classifier.AttachedInterface;
import dev.waymark.dataplane.classifier.Match;
import dev.waymark.dataplane.classifier.Rule;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.explain.Explanation;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.ForwardingPath;
import dev.waymark.dataplane.layout.Reason;
import dev.waymark.dataplane.layout.RuleAction;
import dev.waymark.dataplane.layout.SourceCheck;
import dev.waymark.dataplane.nexthop.Group;
import dev.waymark.dataplane.nexthop.NextHop;
import dev.waymark.dataplane.nexthop.Route;
import dev.waymark.libbpf.SkbContext;
import dev.waymark.libbpf.TestRun;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * While every route, the rules and the next hops are replaced as fast as they can be, each packet's
 * rule, table and next hop are those of the generation that it says decided.
 */
@NeedsBpf
class OnePacketSeesOneGenerationTest {
  private static final int LOOPBACK = 1;
  private static final int PACKETS = 20_000;
  private static final byte[] PACKET =
      HexFormat.of()
          .parseHex(
              "000000000000"
                  + "000000000000"
                  + "0800"
                  + "4500001c000000004011"
                  + "64cd"
                  + "0a000001"
                  + "0a010203"
                  + "0400"
                  + "0035"
                  + "0008"
                  + "0000");

  @RegisterExtension final PinnedDataplane pinned = new PinnedDataplane(2 << 20, 4 << 20);

  @Test
  void howeverFastGenerationsFollow() throws InterruptedException {
    Dataplane dataplane = pinned.get();
    publish(dataplane, 1);
    AtomicBoolean done = new AtomicBoolean();
    List<Throwable> failures = new ArrayList<>();
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              try {
                for (int number = 2; !done.get(); number++) {
                  publish(dataplane, number);
                }
              } catch (RuntimeException | AssertionError e) {
                failures.add(e);
              }
            });
    List<String> mixtures = new ArrayList<>();
    long last = 0;
    long first = 0;
    for (int i = 0; i < PACKETS; i++) {
      Explanation explanation =
          dataplane.explain(TestRun.once(PACKET, SkbContext.onInterface(LOOPBACK)));
      first = first == 0 ? explanation.generation() : first;
      boolean whole = isWhole(explanation) && explanation.generation() >= last;
      if (!whole && mixtures.size() < 5) {
        mixtures.add(explanation.toString());
      }
      last = explanation.generation();
    }
    done.set(true);
    writer.join();
    assertThat(failures).isEmpty();
    assertThat(mixtures).isEmpty();
    assertThat(last - first).as("generations seen to change").isGreaterThan(20);
    assertThat(dataplane.check()).isEmpty();
  }

  /** Rule, table and mark all follow from the generation's number. */
  private static boolean isWhole(Explanation explanation) {
    int number = (int) explanation.generation();
    return explanation.reason() == Reason.KERNEL_FORWARD
        && explanation.rule() == 1 + number % 3
        && explanation.table() == 1 + number % 200
        && explanation.mark() == 1 + number % 7;
  }

  private static void publish(Dataplane dataplane, int number) {
    int table = 1 + number % 200;
    Commit commit = dataplane.begin();
    commit.markMask(0xff);
    commit.interfaces(
        List.of(new AttachedInterface(LOOPBACK, ForwardingPath.KERNEL, SourceCheck.OFF, 14)));
    Match.Prefix elsewhere = new Match.Prefix(0x63000000L << 32, 0, 8);
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < number % 3; i++) {
      rules.add(new Rule(RuleAction.DROP, 0, 0, 0, Match.ANY.withFrom(List.of(elsewhere))));
    }
    rules.add(new Rule(RuleAction.LOOKUP, table, 0, 0, Match.ANY));
    commit.rules(Family.V4, rules);
    NextHop hop = NextHop.via(2, new byte[] {10, 9, 9, 9}, 1500, 1 + number % 7, 0, 5);
    int route = commit.route(Route.unicast(Group.of(hop), 0, 0));
    for (int i = 0; i < 40; i++) {
      long hi = ByteBuffer.wrap(new byte[] {10, 1, (byte) i, 0, 0, 0, 0, 0}).getLong();
      commit.put(table, Family.V4, hi, 0, 24, route);
      if (number > 1) {
        commit.remove(1 + (number - 1) % 200, Family.V4, hi, 0, 24);
      }
    }
    assertThat(dataplane.publish(commit, Sample.digest(number)))
        .isInstanceOf(Publication.Published.class);
    dataplane.confirm();
  }
}
