package dev.waymark.api.yaml;

import dev.waymark.api.schema.Schema;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.RouteTableSpec;
import dev.waymark.api.v1alpha1.RoutingPolicy;
import dev.waymark.api.v1alpha1.RoutingPolicySpec;
import dev.waymark.api.v1alpha1.TrafficSteer;
import dev.waymark.api.v1alpha1.TrafficSteerSpec;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A kind that users write in files. */
record UserKind<S extends Record>(
    String kind,
    boolean namespaced,
    Class<S> specType,
    Supplier<? extends CustomResource<S, ResourceStatus>> empty) {
  static final String API_VERSION = "waymark.dev/v1alpha1";

  /** A status in a file is passed over, as the API server does. */
  static final List<String> TOP_FIELDS =
      List.of("apiVersion", "kind", "metadata", "spec", "status");

  private static final List<UserKind<?>> ALL =
      List.of(
          new UserKind<>("RouteTable", false, RouteTableSpec.class, RouteTable::new),
          new UserKind<>("RoutingPolicy", false, RoutingPolicySpec.class, RoutingPolicy::new),
          new UserKind<>("TrafficSteer", true, TrafficSteerSpec.class, TrafficSteer::new));

  static @Nullable UserKind<?> named(String kind) {
    return ALL.stream().filter(known -> known.kind.equals(kind)).findFirst().orElse(null);
  }

  static List<String> names() {
    return ALL.stream().map(UserKind::kind).toList();
  }

  Schema schema() {
    return Schema.of(specType);
  }

  CustomResource<S, ResourceStatus> resource(ObjectMeta metadata, Object spec) {
    CustomResource<S, ResourceStatus> resource = empty.get();
    resource.setMetadata(metadata);
    resource.setSpec(specType.cast(spec));
    return resource;
  }
}
