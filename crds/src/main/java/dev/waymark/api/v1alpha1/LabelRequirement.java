package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.Absent;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Items;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import java.util.List;
import java.util.Map;

/** A requirement on one label. */
@ApiType
@Doc("A requirement on one label.")
public record LabelRequirement(
    @Doc("The label's key.") @Text(TextFormat.LABEL_KEY) String key,
    @Doc("How the values are compared.") LabelOperator operator,
    @Doc("The values, for In and NotIn only.") @Items(max = 64)
        List<@Text(TextFormat.LABEL_VALUE) String> values) {
  /** The rules that join its fields. */
  public static final List<Check<LabelRequirement>> CHECKS =
      List.of(
          Check.of(
              "LS-VALUES-01",
              "values",
              "(self.operator in ['In', 'NotIn']) == (has(self.values) && size(self.values) > 0)",
              "does not fit the operator; In and NotIn need values, Exists and DoesNotExist have none",
              r ->
                  (r.operator() == LabelOperator.In || r.operator() == LabelOperator.NotIn)
                      == !r.values().isEmpty()));

  /** Absent lists and maps are empty. */
  public LabelRequirement {
    values = Absent.toEmpty(values);
  }

  /** Whether these labels satisfy the requirement. */
  public boolean matches(Map<String, String> labels) {
    String value = labels.get(key);
    return switch (operator) {
      case In -> value != null && values.contains(value);
      case NotIn -> value == null || !values.contains(value);
      case Exists -> value != null;
      case DoesNotExist -> value == null;
    };
  }
}
