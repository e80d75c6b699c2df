package dev.waymark.dataplane.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.bpf.BpfObject;
import dev.waymark.dataplane.reference.Reason;
import dev.waymark.libbpf.BpfObjectFile;
import dev.waymark.libbpf.btf.Btf;
import dev.waymark.libbpf.btf.BtfType;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * This kernel's verifier takes every program, and says how much work each was: a jump in that
 * number is to be explained by the commit that makes it.
 */
class EveryProgramLoadsTest {
  private static final Set<String> CONTEXTS = Set.of("__sk_buff", "xdp_md");
  private static final int VERIFIER_LIMIT = 1_000_000;

  @NeedsBpf
  @ParameterizedTest
  @ValueSource(ints = {1 << 20, 1 << 26})
  void ofTheProductForSmallAndLargeStores(int storeSize) {
    load(BpfObject.TCX, storeSize);
  }

  @NeedsBpf
  @ParameterizedTest
  @ValueSource(ints = {1 << 20, 1 << 26})
  void ofXdpForSmallAndLargeStores(int storeSize) {
    load(BpfObject.XDP, storeSize);
  }

  @NeedsBpf
  @Test
  void ofTheRollbackTimer() {
    load(BpfObject.ROLLBACK_TIMER, 1 << 20);
  }

  @NeedsBpf
  @Test
  void ofTheBenchmarks() {
    load(BpfObject.BENCH, 1 << 20);
  }

  private static void load(BpfObject object, int storeSize) {
    byte[] elf = object.bytes();
    Set<String> programs = programs(elf);
    assertThat(programs).isNotEmpty();
    try (BpfObjectFile file = BpfObjectFile.open(elf, object.resourceName())) {
      file.valueSize(BpfObject.Maps.STORE, storeSize);
      file.rodata(BpfObject.Variables.STORE_SIZE, storeSize);
      file.load();
      for (String program : programs) {
        int instructions = file.instructions(program);
        System.out.printf(
            "%s with a store of %d MiB: %s, %,d instructions verified%n",
            object.resourceName(), storeSize >> 20, program, instructions);
        assertThat(instructions).as(program).isLessThan(VERIFIER_LIMIT);
      }
    }
  }

  @Test
  void andTheNamesOfTheProductsAreTheOnesThatJavaAsksFor() {
    assertThat(programs(BpfObject.TCX.bytes()))
        .containsExactlyInAnyOrder(
            BpfObject.Programs.INGRESS, BpfObject.Programs.EXPLAIN, BpfObject.Programs.LOOKUP);
  }

  @Test
  void andReasonsHaveTheNumbersThatTheCasesExpect() {
    BtfType.Enumeration reasons =
        Btf.parse(BpfObject.TCX.bytes()).enumeration("wm_reason").orElseThrow();
    List<String> inC =
        reasons.values().stream()
            .filter(value -> value.value() != 0 && !value.name().equals("WM_REASON_COUNT"))
            .map(value -> value.name() + "=" + value.value())
            .toList();
    List<String> here =
        Arrays.stream(Reason.values())
            .map(reason -> "WM_" + reason.name() + "=" + reason.number)
            .toList();
    assertThat(here).containsExactlyInAnyOrderElementsOf(inC);
  }

  /** Functions of one packet: what programs for tc and XDP look like in BTF. */
  private static Set<String> programs(byte[] elf) {
    Btf btf = Btf.parse(elf);
    Set<String> programs = new TreeSet<>();
    for (BtfType type : btf.types()) {
      if (type instanceof BtfType.Func function
          && btf.type(function.prototype()) instanceof BtfType.FuncProto prototype
          && prototype.parameters().size() == 1
          && btf.resolve(prototype.parameters().getFirst().type()) instanceof BtfType.Ptr pointer
          && btf.resolve(pointer.target()) instanceof BtfType.Struct struct
          && CONTEXTS.contains(struct.name())) {
        programs.add(function.name());
      }
    }
    return programs;
  }
}
