package dev.waymark.e2e.controlplane;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** A kubeconfig with one cluster and one user; complete in itself, so that it may be moved. */
final class Kubeconfig {
  private Kubeconfig() {}

  /** Writes the file; JSON is YAML. */
  static Path write(Path file, String server, Path authority, Credential credential) {
    try {
      String trusted =
          Base64.getEncoder()
              .encodeToString(Files.readString(authority).getBytes(StandardCharsets.US_ASCII));
      ObjectNode root = JsonNodeFactory.instance.objectNode();
      root.put("apiVersion", "v1").put("kind", "Config").put("current-context", "waymark");
      ObjectNode cluster = root.putArray("clusters").addObject().put("name", "waymark");
      cluster.putObject("cluster").put("server", server).put("certificate-authority-data", trusted);
      ObjectNode user = root.putArray("users").addObject().put("name", "waymark");
      user.set("user", credential.user());
      ObjectNode context = root.putArray("contexts").addObject().put("name", "waymark");
      context.putObject("context").put("cluster", "waymark").put("user", "waymark");
      return Files.writeString(file, root.toPrettyString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
