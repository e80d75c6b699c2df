package dev.waymark.libbpf.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.bpf.BpfObject;
import dev.waymark.libbpf.testing.TinyObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Needs no kernel: only the objects that the build compiled. */
class BtfTest {
  private final Btf tiny = Btf.parse(TinyObject.bytes());

  @Test
  void aStructureHasItsMembersWhereCPutsThem() {
    BtfType.Struct point = tiny.struct("tiny_point").orElseThrow();
    assertThat(point.size()).isEqualTo(32);
    assertThat(point.member("x").offset()).isZero();
    assertThat(point.member("y").offset()).isEqualTo(8);
    assertThat(tiny.sizeOf(point.member("y").type())).isEqualTo(16);
    assertThat(point.member("colour").offset()).isEqualTo(24);
  }

  @Test
  void aBitFieldTellsItsBits() {
    BtfType.Struct point = tiny.struct("tiny_point").orElseThrow();
    assertThat(point.member("flags").bitSize()).isEqualTo(3);
    assertThat(point.member("rest").bitOffset()).isEqualTo(32 + 3);
    assertThat(point.member("rest").bitSize()).isEqualTo(5);
  }

  @Test
  void anUnknownMemberIsToldWithThoseThatThereAre() {
    BtfType.Struct point = tiny.struct("tiny_point").orElseThrow();
    assertThatThrownBy(() -> point.member("z"))
        .hasMessage("tiny_point has no member z, but [x, flags, rest, y, colour]");
  }

  @Test
  void anEnumerationHasItsValues() {
    assertThat(tiny.enumeration("tiny_colour").orElseThrow().values())
        .containsExactly(
            new BtfType.Enumerator("TINY_RED", 1), new BtfType.Enumerator("TINY_BLUE", 7));
  }

  @Test
  void typedefsAndQualifiersAreSeenThrough() {
    BtfType.Var answer =
        tiny.types().stream()
            .filter(t -> t instanceof BtfType.Var v && v.name().equals("tiny_answer"))
            .map(BtfType.Var.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(tiny.resolve(answer.type()))
        .isEqualTo(new BtfType.Int("unsigned int", 4, 32, false));
  }

  @ParameterizedTest
  @EnumSource
  void everyStructureOfTheProjectsObjectsLiesWithinItsSize(BpfObject object) {
    Btf btf = Btf.parse(object.bytes());
    assertThat(btf.structs().filter(s -> s.name().startsWith("wm_"))).isNotEmpty();
    btf.structs()
        .filter(s -> !s.name().isEmpty())
        .forEach(struct ->
            assertThat(struct.members())
                .as(struct.name())
                .allMatch(m -> m.offset() + btf.sizeOf(m.type()) <= struct.size()));
  }

  @Test
  void whatIsNoObjectIsRefused() {
    assertThatThrownBy(() -> Btf.parse(new byte[100])).hasMessage("not a 64-bit ELF file");
    assertThatThrownBy(() -> Btf.ofRaw(new byte[100])).hasMessageStartingWith("not BTF");
  }
}
