package dev.waymark.dataplane.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.bpf.BpfObject;
import dev.waymark.libbpf.btf.Btf;
import dev.waymark.libbpf.btf.BtfType;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Everything that abi.h declares is the same in the compiled programs and in Java, both ways. */
class AbiMatchesBtfTest {
  /** Carries the types into BTF, and is not shared with anybody. */
  private static final List<String> NOT_SHARED = List.of("wm_abi");

  private final Btf btf = Btf.parse(BpfObject.TCX.bytes());

  @Test
  void everyStructureHasTheSameFieldsAtTheSameOffsets() {
    List<String> differences = new ArrayList<>();
    for (Struct java : Abi.STRUCTS) {
      btf.struct(java.cName())
          .ifPresentOrElse(
              c -> compare(java, c, differences),
              () -> differences.add(java.cName() + ": not in C"));
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void everyStructureOfTheHeaderHasALayoutClass() throws IOException {
    List<String> declared = matches("(?m)^struct (wm_\\w+) \\{");
    assertThat(declared).as("structures in abi.h").hasSizeGreaterThan(10);
    assertThat(Abi.STRUCTS.stream().map(Struct::cName).toList())
        .containsExactlyInAnyOrderElementsOf(
            declared.stream().filter(name -> !NOT_SHARED.contains(name)).toList());
  }

  @Test
  void everyEnumHasTheSameConstants() throws IOException {
    List<String> declared = matches("(?m)^enum (wm_\\w+) \\{");
    assertThat(Abi.ENUMS.keySet()).containsExactlyInAnyOrderElementsOf(declared);
    Abi.ENUMS.forEach((name, java) -> {
      Map<String, Integer> c =
          btf
              .enumeration(name)
              .orElseThrow(() -> new AssertionError(name + ": not in BTF"))
              .values()
              .stream()
              .collect(Collectors.toMap(BtfType.Enumerator::name, e -> Math.toIntExact(e.value())));
      assertThat(new TreeMap<>(java)).as(name).isEqualTo(new TreeMap<>(c));
    });
  }

  @Test
  void everyLimitHasTheSameValue() throws IOException, IllegalAccessException {
    Map<String, Long> java = new TreeMap<>();
    for (Class<?> layout : Abi.DEFINES) {
      for (Field field : layout.getDeclaredFields()) {
        if (Modifier.isPublic(field.getModifiers()) && field.getType() == int.class) {
          java.putIfAbsent("WM_" + field.getName(), Integer.toUnsignedLong(field.getInt(null)));
        }
      }
    }
    java.put("WM_HEAP", (long) StoreLayout.HEAP);
    Map<String, String> defines = new TreeMap<>();
    Matcher matcher =
        Pattern.compile("(?m)^#define (WM_\\w+) (.+?)\\s*(/\\*.*)?$").matcher(header());
    while (matcher.find()) {
      defines.put(matcher.group(1), matcher.group(2));
    }
    assertThat(defines).as("limits in abi.h").hasSizeGreaterThan(20);
    TreeSet<String> differences = new TreeSet<>();
    defines.forEach((name, text) -> {
      long c = value(text, defines);
      if (!java.containsKey(name)) {
        differences.add(name + ": not in Java");
      } else if (java.get(name) != c) {
        differences.add(name + ": C " + c + ", Java " + java.get(name));
      }
    });
    assertThat(differences).isEmpty();
  }

  private void compare(Struct java, BtfType.Struct c, List<String> differences) {
    if (c.size() != java.bytes()) {
      differences.add(java.cName() + ": C has " + c.size() + " bytes, Java " + java.bytes());
    }
    Map<String, Struct.Field> fields =
        java.fields().stream().collect(Collectors.toMap(Struct.Field::name, f -> f));
    for (BtfType.Member member : c.members()) {
      String name = java.cName() + "." + member.name();
      Struct.Field field = fields.remove(member.name());
      if (field == null) {
        differences.add(name + ": not in Java");
      } else if (field.offset() != member.offset()) {
        differences.add(name + ": C offset " + member.offset() + ", Java " + field.offset());
      } else if (field.bytes() != btf.sizeOf(member.type())) {
        differences.add(
            name + ": C has " + btf.sizeOf(member.type()) + " bytes, Java " + field.bytes());
      }
    }
    fields.keySet().forEach(name -> differences.add(java.cName() + "." + name + ": not in C"));
  }

  /** The value of a number, a sum, a product, a shift, or another limit. */
  private static long value(String text, Map<String, String> defines) {
    String stripped = text.strip();
    while (stripped.startsWith("(") && stripped.endsWith(")")) {
      stripped = stripped.substring(1, stripped.length() - 1).strip();
    }
    for (String operator : List.of(" + ", " / ", " * ", " << ")) {
      int at = stripped.indexOf(operator);
      if (at > 0) {
        long left = value(stripped.substring(0, at), defines);
        long right = value(stripped.substring(at + operator.length()), defines);
        return switch (operator.strip()) {
          case "+" -> left + right;
          case "*" -> left * right;
          case "/" -> left / right;
          default -> left << right;
        };
      }
    }
    String other = defines.get(stripped);
    return other != null ? value(other, defines) : Long.decode(stripped.replaceAll("[uU]$", ""));
  }

  private static List<String> matches(String pattern) throws IOException {
    return Pattern.compile(pattern).matcher(header()).results().map(r -> r.group(1)).toList();
  }

  /** The contract: {@code abi.h} and its parts. */
  private static String header() throws IOException {
    Path folder = Path.of("../../bpf/src/main/bpf");
    StringBuilder text = new StringBuilder(Files.readString(folder.resolve("abi.h")));
    try (Stream<Path> parts = Files.list(folder.resolve("abi"))) {
      for (Path part : parts.sorted().toList()) {
        text.append(Files.readString(part));
      }
    }
    return text.toString();
  }
}
