package dev.waymark.e2e.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.e2e.controlplane.ControlPlane;
import dev.waymark.e2e.controlplane.Kubectl;
import dev.waymark.e2e.controlplane.SharedControlPlane;
import dev.waymark.e2e.lab.Checkout;
import dev.waymark.e2e.lab.Output;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests build, are taken by an API server, and ask for no more than they need. */
@SharedControlPlane(installed = true)
class ManifestsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ControlPlane plane;
  private final Kubectl admin;
  private final Kustomization base;

  ManifestsTest(ControlPlane plane) {
    this.plane = plane;
    this.admin = plane.admin();
    this.base = Kustomization.of(admin, Checkout.path("manifests/base"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base",
        "overlays/kind",
        "overlays/argocd",
        "crds",
        "rbac",
        "admission",
        "dashboards"
      })
  void anApiServerTakesThemAllAsTheyAre(String folder) {
    Output output =
        admin.run(
            "apply",
            "--server-side",
            "--dry-run=server",
            "--validate=strict",
            "-k",
            Checkout.path("manifests/" + folder).toString());

    assertThat(output.orFail().err()).doesNotContain("Warning");
  }

  @Test
  void appliedAgainTheyChangeNothing() {
    Set<String> before = versions();
    admin.applyFrom("-k", Checkout.path("manifests/base")).orFail();
    assertThat(versions()).isEqualTo(before).hasSizeGreaterThan(20);
  }

  @Test
  void everythingSaysThatItIsOurs() {
    assertThat(base.objects())
        .filteredOn(object -> !object.at("/kind").asText().equals("CustomResourceDefinition"))
        .allSatisfy(object ->
            assertThat(object.at("/metadata/labels/app.kubernetes.io~1part-of").asText())
                .as(object.at("/metadata/name").asText())
                .isEqualTo("waymark"));
  }

  @Test
  void theOperatorMeetsTheRestrictedStandardForPods() {
    assertThat(inRestrictedNamespace("operator", base.pod("Deployment", "waymark-operator")).out())
        .contains("created (server dry run)");
  }

  @Test
  void theDaemonAsksForTheHostsNetworkThreePathsAndItsCapabilitiesAndNoMore() {
    JsonNode pod = base.pod("DaemonSet", "waymark-node");

    Output refused = inRestrictedNamespace("node", pod);

    String violations = refused.err().split("restricted:latest\": ", -1)[1].strip();
    assertThat(violations.split("\\), ", -1))
        .extracting(violation -> violation.replaceAll(" \\(.*", ""))
        .containsExactlyInAnyOrder(
            "host namespaces",
            "hostPort",
            "probe or lifecycle host",
            "unrestricted capabilities",
            "restricted volume types",
            "runAsNonRoot != true",
            "runAsUser=0");
    JsonNode security = pod.at("/containers/0/securityContext");
    assertThat(security.at("/privileged").isMissingNode()).isTrue();
    assertThat(security.at("/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(security.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
    assertThat(pod.at("/hostPID").isMissingNode()).isTrue();
  }

  @Test
  void anOverlayNamesTheImages() {
    Kustomization kind = Kustomization.of(admin, Checkout.path("manifests/overlays/kind"));

    assertThat(kind.pod("Deployment", "waymark-operator").at("/containers/0/image").asText())
        .isEqualTo("localhost/waymark-operator:dev");
    assertThat(kind.pod("DaemonSet", "waymark-node").at("/containers/0/image").asText())
        .isEqualTo("localhost/waymark-node:dev");
  }

  @Test
  void underArgoCdDefinitionsComeFirstAndAreNeverPruned() {
    Kustomization argo = Kustomization.of(admin, Checkout.path("manifests/overlays/argocd"));

    assertThat(argo.all("CustomResourceDefinition"))
        .hasSize(5)
        .allSatisfy(definition -> {
          assertThat(annotation(definition, "sync-wave")).isEqualTo("-2");
          assertThat(annotation(definition, "sync-options")).contains("Prune=false");
        });
    assertThat(argo.all("ValidatingAdmissionPolicy"))
        .allSatisfy(policy -> assertThat(annotation(policy, "sync-wave")).isEqualTo("-1"));
    assertThat(annotation(argo.only("DaemonSet", "waymark-node"), "sync-wave")).isEmpty();
  }

  private static String annotation(JsonNode object, String name) {
    return object.at("/metadata/annotations/argocd.argoproj.io~1" + name).asText();
  }

  private Output inRestrictedNamespace(String name, JsonNode spec) {
    admin
        .apply(
            """
            apiVersion: v1
            kind: Namespace
            metadata:
              name: restricted
              labels: {pod-security.kubernetes.io/enforce: restricted}
            """)
        .orFail();
    plane.objects().serviceAccount("restricted", spec.at("/serviceAccountName").asText());
    ObjectNode pod = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Pod");
    pod.putObject("metadata").put("name", name).put("namespace", "restricted");
    // Reserved to system namespaces by some administrators; not what is asked here.
    pod.set("spec", ((ObjectNode) spec.deepCopy()).without(List.of("priorityClassName")));
    return admin.feed(pod.toString(), "create", "--dry-run=server", "-f", "-");
  }

  private Set<String> versions() {
    Set<String> versions = new TreeSet<>();
    JsonNode all = admin.get("-k", Checkout.path("manifests/base").toString());
    for (JsonNode object : all.at("/items")) {
      versions.add(
          object.at("/metadata/uid").asText() + " " + object.at("/metadata/resourceVersion"));
    }
    return versions;
  }
}
