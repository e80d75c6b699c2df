package dev.waymark.controller.metrics;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;

/** Counts every write that the client makes, whoever asked for it: each trying is one. */
public final class CountedWrites implements Interceptor {
  private final OperatorMetrics metrics;

  /** Counts into these. */
  public CountedWrites(OperatorMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    count(request, WriteResult.of(response.code()));
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    count(request, WriteResult.FAILED);
  }

  private void count(HttpRequest request, WriteResult result) {
    if (!request.method().equals("GET")) {
      metrics.wrote(resource(request.uri().getPath()), result);
    }
  }

  /**
   * What a path writes to: {@code /apis/GROUP/VERSION/[namespaces/N/]PLURAL/NAME[/SUBRESOURCE]}, or
   * the same below {@code /api/VERSION}.
   */
  static String resource(String path) {
    List<String> parts = List.of(path.substring(1).split("/"));
    int at = parts.getFirst().equals("api") ? 2 : 3;
    if (parts.size() > at + 2 && parts.get(at).equals("namespaces")) {
      at += 2;
    }
    if (parts.size() <= at) {
      return "other";
    }
    return parts.size() > at + 2 ? parts.get(at) + "/" + parts.get(at + 2) : parts.get(at);
  }
}
