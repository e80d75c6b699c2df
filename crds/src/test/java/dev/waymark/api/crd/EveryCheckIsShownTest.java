package dev.waymark.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Schema;
import dev.waymark.api.yaml.AdmissionCase;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EveryCheckIsShownTest {
  @Test
  void everyCheckRefusesACaseAndLetsAnotherPass() {
    List<AdmissionCase> cases = AdmissionCase.all();
    List<String> unshown = new ArrayList<>();
    for (Schema.ObjectSchema object : ShippedSchemas.objects().values()) {
      for (Check<?> check : object.checks()) {
        boolean refused =
            cases.stream()
                .anyMatch(row ->
                    row.shows().contains(check.id())
                        && row.errors().stream()
                            .anyMatch(error -> error.endsWith(check.message())));
        boolean passed = cases.stream().anyMatch(row -> row.errors().isEmpty());
        if (!refused || !passed) {
          unshown.add(check.id());
        }
      }
    }
    assertThat(unshown).as("checks without a case that they refuse").isEmpty();
  }

  @Test
  void everyChecksIdIsItsOwn() {
    Map<String, String> owners = new LinkedHashMap<>();
    for (Schema.ObjectSchema object : ShippedSchemas.objects().values()) {
      for (Check<?> check : object.checks()) {
        String text = object.type().getSimpleName() + ": " + check.message();
        assertThat(owners.merge(check.id(), text, (first, second) -> first)).isEqualTo(text);
      }
    }
  }

  @Test
  void theBlamedFieldIsAFieldOfTheObject() {
    for (Schema.ObjectSchema object : ShippedSchemas.objects().values()) {
      for (Check<?> check : object.checks()) {
        assertThat(check.field().isEmpty() || object.field(check.field()).isPresent())
            .as(check.id())
            .isTrue();
      }
    }
  }

  @Test
  void aRecordsChecksAreAboutThatRecord() throws NoSuchFieldException {
    for (Schema.ObjectSchema object : ShippedSchemas.objects().values()) {
      if (!object.checks().isEmpty()) {
        ParameterizedType list =
            (ParameterizedType) object.type().getField("CHECKS").getGenericType();
        ParameterizedType check = (ParameterizedType) list.getActualTypeArguments()[0];
        assertThat(check.getActualTypeArguments()[0]).isEqualTo(object.type());
      }
    }
  }
}
