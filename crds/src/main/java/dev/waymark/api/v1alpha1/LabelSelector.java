package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.Absent;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Items;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import java.util.List;
import java.util.Map;

/** A selector of labels; empty selects everything. */
@ApiType(atomic = true)
@Doc("A selector of labels; empty selects everything.")
public record LabelSelector(
    @Doc("Labels that must have these values.") @Items(max = 64)
        Map<String, @Text(TextFormat.LABEL_VALUE) String> matchLabels,
    @Doc("Requirements that must all hold.") @Items(max = 64)
        List<LabelRequirement> matchExpressions) {
  /** Absent lists and maps are empty. */
  public LabelSelector {
    matchLabels = Absent.toEmpty(matchLabels);
    matchExpressions = Absent.toEmpty(matchExpressions);
  }

  /** The selector that selects everything. */
  public static LabelSelector everything() {
    return new LabelSelector(Map.of(), List.of());
  }

  /** Whether these labels satisfy every part. */
  public boolean matches(Map<String, String> labels) {
    return matchLabels.entrySet().stream()
            .allMatch(want -> want.getValue().equals(labels.get(want.getKey())))
        && matchExpressions.stream().allMatch(requirement -> requirement.matches(labels));
  }
}
