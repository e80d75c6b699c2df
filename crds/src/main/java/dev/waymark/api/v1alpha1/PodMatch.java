package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.Absent;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Items;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pods, by namespace, labels and service account. */
@ApiType
@Doc("Pods, by namespace, labels and service account.")
public record PodMatch(
    @Doc("The namespaces; {} means all.") LabelSelector namespaces,
    @Doc("The labels of the pods. Absent means any.") @Nullable LabelSelector labels,
    @Doc("The service accounts. Absent means any.") @Items(min = 1, max = 16)
        List<@Text(TextFormat.OBJECT_NAME) String> serviceAccounts) {
  /** Absent lists and maps are empty. */
  public PodMatch {
    serviceAccounts = Absent.toEmpty(serviceAccounts);
  }
}
