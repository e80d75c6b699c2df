package dev.waymark.libbpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.libbpf.testing.FdLeakExtension;
import dev.waymark.libbpf.testing.NeedsBpf;
import dev.waymark.libbpf.testing.TestNamespace;
import dev.waymark.libbpf.testing.TinyObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@NeedsBpf
@ExtendWith(FdLeakExtension.class)
class TestRunTest {

  @Test
  void contextAndPacketGoInAndComeOutAsTheProgramLeftThem() {
    byte[] packet = new byte[60];
    packet[59] = 7;
    SkbContext context = SkbContext.EMPTY.withMark(0x11).withCb(List.of(0x22));
    try (BpfObjectFile object = TinyObject.load();
        BpfProgram program = object.program("tiny_context")) {
      TestRun.Result result = program.testRun(TestRun.once(packet, context));
      packet[0] = (byte) 0xab;
      assertThat(result.packet()).isEqualTo(packet);
      assertThat(result.context().mark()).isEqualTo(0x22);
      assertThat(result.context().cb().getFirst()).isEqualTo(0x11);
    }
  }

  @Test
  void theInterfaceIsOneOfTheThreadsNamespace() {
    try (TestNamespace a = TestNamespace.create("run-a");
        TestNamespace b = TestNamespace.create("run-b");
        BpfObjectFile object = TinyObject.load();
        BpfProgram program = object.program("tiny_context")) {
      a.veth("east", b, "west");
      int east = a.ifindex("east");
      TestRun run = TestRun.once(new byte[60], SkbContext.onInterface(east));
      assertThat(a.call(() -> program.testRun(run)).context().cb().get(1)).isEqualTo(east);
      TestRun absent = TestRun.once(new byte[60], SkbContext.onInterface(999));
      assertThatThrownBy(() -> a.call(() -> program.testRun(absent)))
          .hasMessageContaining("ENODEV")
          .hasMessageContaining("no interface of that number");
    }
  }

  @Test
  void aRepeatedRunTellsItsMeanTime() {
    try (BpfObjectFile object = TinyObject.load();
        BpfProgram program = object.program("tiny_count");
        BpfMap map = object.map("tiny_store");
        MappedRegion region = map.map()) {
      TestRun.Result result = program.testRun(TestRun.withoutPacket(100_000));
      assertThat(region.getLong(0)).isEqualTo(100_000);
      assertThat(result.nanosPerRun()).isLessThan(10_000);
    }
  }

  @Test
  void aPacketThatDoesNotFitIsToldSo() {
    try (BpfObjectFile object = TinyObject.load();
        BpfProgram program = object.program("tiny_context")) {
      TestRun narrow = new TestRun(new byte[60], null, 1, 20);
      assertThatThrownBy(() -> program.testRun(narrow)).hasMessageContaining("outputSize");
    }
  }
}
