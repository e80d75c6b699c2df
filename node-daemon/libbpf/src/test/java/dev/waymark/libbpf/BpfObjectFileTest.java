package dev.waymark.libbpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waymark.libbpf.testing.FdLeakExtension;
import dev.waymark.libbpf.testing.NeedsBpf;
import dev.waymark.libbpf.testing.TinyObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@NeedsBpf
@ExtendWith(FdLeakExtension.class)
class BpfObjectFileTest {

  @Test
  void aConstantSetBeforeTheLoadIsWhatTheProgramSees() {
    try (BpfObjectFile object = TinyObject.open()) {
      object.rodata("tiny_answer", 42);
      object.load();
      try (BpfProgram program = object.program("tiny_context")) {
        assertThat(program.testRun(TestRun.withoutPacket(1)).verdict()).isEqualTo(42);
      }
    }
  }

  @Test
  void anUnknownConstantIsToldWithThoseThatThereAre() {
    try (BpfObjectFile object = TinyObject.open()) {
      assertThatThrownBy(() -> object.rodata("tiny_anwser", 1))
          .hasMessageContaining("tiny_anwser")
          .hasMessageContaining("tiny_before, tiny_answer");
    }
  }

  @Test
  void aValueSizeSetBeforeTheLoadIsTheMapsSize() {
    try (BpfObjectFile object = TinyObject.open()) {
      object.valueSize("tiny_store", 1 << 20);
      object.load();
      try (BpfMap map = object.map("tiny_store")) {
        assertThat(map.valueSize()).isEqualTo(1 << 20);
      }
    }
  }

  @Test
  void twoObjectsCanShareAMap() {
    try (BpfObjectFile first = TinyObject.load();
        BpfMap shared = first.map("tiny_store");
        BpfObjectFile second = TinyObject.open()) {
      second.reuse("tiny_store", shared);
      second.load();
      try (BpfProgram program = second.program("tiny_count");
          MappedRegion region = shared.map()) {
        program.testRun(TestRun.withoutPacket(5));
        assertThat(region.getLong(0)).isEqualTo(5);
      }
    }
  }

  @Test
  void aRefusedProgramIsToldWithTheLineThatSaysWhy() {
    try (BpfObjectFile object = BpfObjectFile.open(TinyObject.bytes(), "tiny")) {
      VerifierRejection refused = catchThrowableOfType(VerifierRejection.class, object::load);
      assertThat(refused.program()).isEqualTo("tiny_wrong");
      assertThat(refused)
          .hasMessageContaining("map_value_or_null")
          .hasMessageContaining("return *store;")
          .hasMessageContaining("EACCES");
      assertThat(refused.log().whole()).contains("processed ");
    }
  }

  @Test
  void whatWasTakenOutlivesTheObject() {
    BpfProgram program;
    BpfMap map;
    try (BpfObjectFile object = TinyObject.load()) {
      program = object.program("tiny_count");
      map = object.map("tiny_store");
      assertThat(object.instructions("tiny_count")).isPositive();
    }
    try (program;
        map;
        MappedRegion region = map.map()) {
      program.testRun(TestRun.withoutPacket(1));
      assertThat(region.getLong(0)).isEqualTo(1);
      assertThat(program.tag()).matches("[0-9a-f]{16}");
      assertThat(program.name()).isEqualTo("tiny_count");
    }
  }

  @Test
  void bytesThatAreNoObjectAreRefused() {
    assertThatThrownBy(() -> BpfObjectFile.open(new byte[64], "nonsense"))
        .isInstanceOf(NativeException.class)
        .hasMessageContaining("bpf_object__open_mem nonsense");
  }

  @Test
  void closingTwiceDoesNothingAndUsingAfterwardsIsToldSo() {
    BpfObjectFile object = TinyObject.load();
    object.close();
    object.close();
    assertThatThrownBy(() -> object.map("tiny_store")).hasMessageContaining("after close");
  }
}
