package dev.waymark.e2e.example;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.waymark.e2e.lab.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One folder of {@code examples/}. */
public record Example(Path directory) {
  private static final String PACKETS = "packets.yaml";
  private static final String BIRD = ".bird.conf";
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** The content of a {@code packets.yaml}. */
  private record PacketsFile(
      @JsonProperty(required = true) String apiVersion,
      @JsonProperty(required = true) String kind,
      @JsonProperty(required = true) List<ExpectedPacket> packets) {}

  /** The example of this name. */
  public static Example named(String name) {
    Path directory = Checkout.path("examples").resolve(name);
    if (!Files.isRegularFile(directory.resolve(PACKETS))) {
      throw new IllegalArgumentException("there is no example in " + directory);
    }
    return new Example(directory);
  }

  /** Every example there is, by name. */
  public static List<Example> all() {
    try (var folders = Files.list(Checkout.path("examples"))) {
      return folders.filter(Files::isDirectory).sorted().map(Example::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the examples", e);
    }
  }

  /** The folder's name. */
  public String name() {
    return directory.getFileName().toString();
  }

  /** Every YAML file of the folder by its name, as a user would commit it. */
  public Map<String, String> files() {
    var files = new TreeMap<String, String>();
    try (var entries = Files.list(directory)) {
      for (Path file : entries.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the example " + name(), e);
    }
    return files;
  }

  /** The files that say where packets go: all but {@code packets.yaml}. */
  public Map<String, String> manifests() {
    var manifests = files();
    manifests.remove(PACKETS);
    return manifests;
  }

  /** Configurations of BIRD by the role of the host that it runs on; mostly none. */
  public Map<String, String> birds() {
    var birds = new TreeMap<String, String>();
    try (var entries = Files.list(directory)) {
      for (Path file : entries.filter(f -> f.toString().endsWith(BIRD)).toList()) {
        birds.put(file.getFileName().toString().replace(BIRD, ""), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the example " + name(), e);
    }
    return birds;
  }

  /** What goes in, and what comes out. */
  public List<ExpectedPacket> packets() {
    try {
      return YAML.readValue(directory.resolve(PACKETS).toFile(), PacketsFile.class).packets();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the packets of the example " + name(), e);
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
