package dev.waymark.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelSelectorTest {
  private static final Map<String, String> NORTH = Map.of("site", "north", "role", "edge");

  @Test
  void theEmptySelectorSelectsEverything() {
    assertThat(LabelSelector.everything().matches(Map.of())).isTrue();
  }

  @Test
  void everyPartMustHold() {
    assertThat(labels(Map.of("site", "north")).matches(NORTH)).isTrue();
    assertThat(labels(Map.of("site", "north", "role", "core")).matches(NORTH)).isFalse();
  }

  @Test
  void operatorsAreThoseOfKubernetes() {
    assertThat(requires("site", LabelOperator.In, "north", "south").matches(NORTH)).isTrue();
    assertThat(requires("rack", LabelOperator.In, "a").matches(NORTH)).isFalse();
    assertThat(requires("site", LabelOperator.NotIn, "north").matches(NORTH)).isFalse();
    assertThat(requires("rack", LabelOperator.NotIn, "a").matches(NORTH)).isTrue();
    assertThat(requires("site", LabelOperator.Exists).matches(NORTH)).isTrue();
    assertThat(requires("site", LabelOperator.DoesNotExist).matches(NORTH)).isFalse();
  }

  private static LabelSelector labels(Map<String, String> labels) {
    return new LabelSelector(labels, List.of());
  }

  private static LabelSelector requires(String key, LabelOperator operator, String... values) {
    return new LabelSelector(
        Map.of(), List.of(new LabelRequirement(key, operator, List.of(values))));
  }
}
