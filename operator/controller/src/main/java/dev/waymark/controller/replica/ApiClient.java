package dev.waymark.controller.replica;

import dev.waymark.api.json.Json;
import dev.waymark.controller.metrics.CountedWrites;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How the operator reaches the API server. */
final class ApiClient {
  private static final int REQUEST_TIMEOUT_MS = 10_000;

  /** The pass tries again by itself, so a request need not for long. */
  private static final int RETRIES = 2;

  private ApiClient() {}

  /** A client that counts what it writes. */
  static KubernetesClient open(@Nullable Path kubeconfig, CountedWrites writes) {
    Config found =
        kubeconfig == null
            ? Config.autoConfigure(null)
            : Config.fromKubeconfig(kubeconfig.toFile());
    Config config =
        new ConfigBuilder(found)
            .withUserAgent("waymark-operator/" + BuildInfo.VERSION)
            .withRequestTimeout(REQUEST_TIMEOUT_MS)
            .withRequestRetryBackoffLimit(RETRIES)
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(new KubernetesSerialization(Json.mapper().copy(), true))
        .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("count", writes))
        .build();
  }
}
