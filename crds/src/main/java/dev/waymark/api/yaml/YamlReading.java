package dev.waymark.api.yaml;

import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;

/**
 * What files hold. With errors, the documents are those that could be read nevertheless.
 *
 * @param documents in the order of the files
 * @param errors in the order of their places
 * @param skipped documents of other API groups
 */
public record YamlReading(
    List<YamlDocument> documents, List<YamlError> errors, List<SkippedDocument> skipped) {
  /** Copies. */
  public YamlReading {
    documents = List.copyOf(documents);
    errors = List.copyOf(errors);
    skipped = List.copyOf(skipped);
  }

  /** The resources of this kind, in the order of the files. */
  public <T extends CustomResource<?, ?>> List<T> resources(Class<T> kind) {
    return documents.stream()
        .filter(YamlDocument.Resource.class::isInstance)
        .map(document -> ((YamlDocument.Resource) document).resource())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
