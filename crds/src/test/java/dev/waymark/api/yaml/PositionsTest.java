package dev.waymark.api.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionsTest {
  private static final String FILE =
      """
      # a comment
      apiVersion: waymark.dev/v1alpha1
      kind: RouteTable
      metadata:
        name: edge
      spec:
        tableId: 254
        nodeSelector: {}
        routes:
        - to: 10.0.0.0/8
          via:
          - gateway: 192.0.2.1
            interface: eth0
        - {to: 10.1.0.0/16, type: Blackhole}
      """;

  @ParameterizedTest
  @CsvSource({
    "'', 2, 1",
    "spec, 7, 3",
    "spec.tableId, 7, 12",
    "spec.routes, 10, 3",
    "spec.routes[0].to, 10, 9",
    "spec.routes[0].via[0].interface, 13, 18",
    "spec.routes[1].type, 14, 29",
    "spec.routes[1].metric, 14, 5",
    "spec.routes[7].to, 10, 3",
    "spec.rollout.canary, 7, 3",
    "nonsense[, 2, 1"
  })
  void everyPathLeadsToItsPlaceOrTheNearestAround(String path, int line, int column) {
    YamlReading reading = StrictYaml.read("f.yaml", FILE.getBytes(StandardCharsets.UTF_8));
    Positions positions = reading.documents().getFirst().positions();
    assertThat(positions.of(path)).isEqualTo(new Place("f.yaml", line, column));
  }
}
