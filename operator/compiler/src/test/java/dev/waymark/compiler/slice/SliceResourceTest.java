package dev.waymark.compiler.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.waymark.api.json.Json;
import dev.waymark.api.json.SliceData;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.node.v1alpha1.RouteSlice;
import dev.waymark.api.node.v1alpha1.RouteSliceSpec;
import dev.waymark.compiler.model.DesiredState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A slice goes through the cluster and comes back as it was, or is refused. */
class SliceResourceTest {
  private final SliceTree tree =
      SliceTree.of(new DesiredState(List.of(), List.of(), List.of(Prefix.parse("10.96.0.0/12"))));

  @Test
  void everySliceComesBackAsItWas() throws JsonProcessingException {
    for (Slice slice : tree.slices()) {
      String json = Json.mapper().writeValueAsString(SliceResource.of(slice));
      RouteSlice read = Json.mapper().readValue(json, RouteSlice.class);

      assertThat(SliceResource.slice(read).bytes()).isEqualTo(slice.bytes());
    }
  }

  @Test
  void anotherContentUnderTheNameIsRefused() {
    RouteSlice resource = SliceResource.of(tree.slices().iterator().next());
    RouteSliceSpec spec = resource.getSpec();
    resource.setSpec(
        new RouteSliceSpec(
            spec.kind(), spec.format(), spec.count() + 1, SliceData.of(new byte[4]), spec.refs()));

    assertThatThrownBy(() -> SliceResource.slice(resource))
        .isInstanceOf(SliceException.Corrupt.class)
        .hasMessageContaining("have digest");
  }
}
