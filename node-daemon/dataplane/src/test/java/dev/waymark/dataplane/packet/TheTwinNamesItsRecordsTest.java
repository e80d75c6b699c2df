package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.PacketCase.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.bpf.BpfObject;
import dev.waymark.dataplane.Twin;
import dev.waymark.dataplane.explain.Answer;
import dev.waymark.dataplane.explain.StoredRecords.StoredNextHop;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.RouteType;
import dev.waymark.dataplane.layout.RuleAction;
import dev.waymark.dataplane.reference.Config.Action;
import dev.waymark.dataplane.reference.Reason;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import dev.waymark.libbpf.BpfObjectFile;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.SkbContext;
import dev.waymark.libbpf.TestRun;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The twin, opened beside a data plane as a command does: by its pins alone. */
@NeedsBpf
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TheTwinNamesItsRecordsTest {
  private Wire wire;
  private Machine machine;
  private Path program;

  @BeforeAll
  void open() {
    wire = Wire.make("twin");
    machine = Machine.open(wire);
    program = machine.pins().resolve("program");
  }

  @AfterAll
  void close() {
    machine.close();
    wire.close();
  }

  @ParameterizedTest
  @EnumSource
  void ofOneGenerationAllOfThem(Fam fam) {
    Scene scene =
        Scene.scene()
            .both(100, f -> f.net(2), f -> Scene.via(Scene.hopA(f), Scene.hopB(f)))
            .rule(Action.DROP, 0, (f, match) -> match.dscp(9))
            .rule(Action.LOOKUP, 100);
    long generation = machine.publish(scene.done());
    Machine.Totals before = machine.totals();

    Answer answer = ask(fam, 2);

    assertThat(answer.trace().generation()).isEqualTo(generation);
    assertThat(answer.onTrial()).isFalse();
    assertThat(Objects.requireNonNull(answer.rule()).action()).isEqualTo(RuleAction.LOOKUP);
    assertThat(answer.rule().table()).isEqualTo(100);
    assertThat(answer.rule().counter()).isEqualTo(Scene.COUNTER_RULE + 1);
    assertThat(Objects.requireNonNull(answer.route()).type()).isEqualTo(RouteType.UNICAST);
    assertThat(answer.route().counter()).isEqualTo(Scene.COUNTER_ROUTE);
    assertThat(answer.nextHops())
        .extracting(StoredNextHop::ifindex)
        .containsExactlyInAnyOrder(Scene.WAN_A, Scene.WAN_B);
    StoredNextHop chosen = answer.nextHop().orElseThrow();
    assertThat(chosen.ifindex()).isEqualTo(answer.trace().ifindex());
    assertThat(Integer.bitCount(answer.buckets())).as("a power of two").isEqualTo(1);
    assertThat(answer.trace().bucket()).isLessThan(answer.buckets());
    assertThat(machine.totals()).as("asking counts nothing").isEqualTo(before);
  }

  @Test
  void whatIsOnTrialIsSaidToBe() {
    machine.publish(Scene.toA().done());
    long proposed = machine.propose(Scene.scene().done());

    assertThat(ask(Fam.V4, 2).onTrial()).isTrue();
    assertThat(ask(Fam.V4, 2).trace().generation()).isEqualTo(proposed);

    machine.dataplane().rollBack();
    assertThat(ask(Fam.V4, 2).onTrial()).isFalse();
    assertThat(ask(Fam.V4, 2).nextHops()).hasSize(1);
  }

  @Test
  void itIsRefusedBesideAProgramOfOtherCode() throws Exception {
    try (BpfObjectFile object = BpfObjectFile.open(BpfObject.TCX.bytes(), "other")) {
      object.load();
      try (BpfProgram other = object.program(BpfObject.Programs.LOOKUP)) {
        other.pin(program);
        assertThat(Twin.open(machine.pins(), program)).isInstanceOf(Twin.Opened.Refused.class);
      } finally {
        Files.deleteIfExists(program);
      }
      try (BpfProgram same = object.program(BpfObject.Programs.INGRESS)) {
        same.pin(program);
        assertThat(ask(Fam.V6, 2).trace().generation()).isPositive();
      } finally {
        Files.deleteIfExists(program);
      }
    }
  }

  @Test
  void whereNothingIsPinnedThereIsNothingToAsk() {
    assertThat(Twin.open(Path.of("/sys/fs/bpf/wm-no-such"), program))
        .isInstanceOf(Twin.Opened.Absent.class);
  }

  private Answer ask(Fam fam, int net) {
    Arrival packet =
        row("asked", Scene.toA())
            .in(eth(), fam.to(net), udp(7, 9))
            .gives(Reason.FAST_FORWARD)
            .done()
            .in();
    TestRun order =
        TestRun.once(packet.frame().toArray(), SkbContext.onInterface(packet.ifindex()));
    if (!(Twin.open(machine.pins(), program) instanceof Twin.Opened.Ready(Twin twin))) {
      throw new AssertionError("the twin was refused");
    }
    try (twin) {
      return wire.call(() -> twin.explain(order, fam == Fam.V4 ? Family.V4 : Family.V6));
    }
  }
}
