package dev.waymark.controller.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A write is counted by what it writes to. */
class CountedWritesTest {

  @ParameterizedTest
  @CsvSource({
    "/apis/node.waymark.dev/v1alpha1/noderoutings/n1, noderoutings",
    "/apis/node.waymark.dev/v1alpha1/routeslices, routeslices",
    "/apis/waymark.dev/v1alpha1/routetables/edge, routetables",
    "/apis/waymark.dev/v1alpha1/routetables/edge/status, routetables/status",
    "/apis/waymark.dev/v1alpha1/namespaces/shop/trafficsteers/web/status, trafficsteers/status",
    "/apis/coordination.k8s.io/v1/namespaces/waymark-system/leases/waymark-operator, leases",
    "/apis/events.k8s.io/v1/namespaces/default/events, events",
    "/api/v1/namespaces/shop/configmaps/c, configmaps",
    "/api/v1/namespaces/shop, namespaces",
    "/version, other",
  })
  void aPathNamesAResource(String path, String resource) {
    assertThat(CountedWrites.resource(path)).isEqualTo(resource);
  }

  @ParameterizedTest
  @CsvSource({
    "200, DONE",
    "201, DONE",
    "409, CONFLICT",
    "403, REFUSED",
    "422, REFUSED",
    "429, FAILED",
    "500, FAILED",
    "503, FAILED"
  })
  void anAnswerIsAResult(int status, WriteResult result) {
    assertThat(WriteResult.of(status)).isEqualTo(result);
  }
}
