package dev.waymark.bpf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the artifact carries, as far as it can be seen without loading it into a kernel. */
class BpfObjectTest {
  private static final int MACHINE_OFFSET = 18;
  private static final int MACHINE_BPF = 247;

  @ParameterizedTest
  @EnumSource
  void everyObjectIsAnElfFileForTheBpfMachine(BpfObject object) {
    byte[] bytes = object.bytes();

    assertThat(bytes).startsWith(0x7f, 'E', 'L', 'F');
    assertThat(bytes[MACHINE_OFFSET] & 0xff).isEqualTo(MACHINE_BPF);
  }

  @ParameterizedTest
  @EnumSource
  void everyObjectKeepsItsTypesAndLosesItsDebugInformation(BpfObject object) {
    String text = new String(object.bytes(), ISO_8859_1);

    assertThat(text.contains(".BTF.ext\0")).as("BTF").isTrue();
    assertThat(text.contains(".debug_info\0")).as("DWARF").isFalse();
  }

  @Test
  void everyPublishedNameOfTheDataPathStandsInItsObject() throws IllegalAccessException {
    String text = new String(BpfObject.TCX.bytes(), ISO_8859_1);

    for (Class<?> names :
        List.of(BpfObject.Programs.class, BpfObject.Maps.class, BpfObject.Variables.class)) {
      assertThat(published(names)).isNotEmpty().allMatch(name -> text.contains("\0" + name + "\0"));
    }
  }

  @Test
  void everyPublishedNameOfTheBenchmarkStandsInItsObject() throws IllegalAccessException {
    String text = new String(BpfObject.BENCH.bytes(), ISO_8859_1);

    assertThat(published(BpfObject.Bench.class))
        .isNotEmpty()
        .allMatch(name -> text.contains("\0" + name + "\0"));
  }

  private static List<String> published(Class<?> names) throws IllegalAccessException {
    List<String> found = new ArrayList<>();
    for (Field field : names.getFields()) {
      if (field.getType() == String.class) {
        found.add((String) field.get(null));
      }
    }
    return found;
  }
}
