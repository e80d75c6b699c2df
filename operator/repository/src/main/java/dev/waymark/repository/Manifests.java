package dev.waymark.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.api.yaml.Positions;
import dev.waymark.api.yaml.StrictYaml;
import dev.waymark.api.yaml.YamlDocument;
import dev.waymark.api.yaml.YamlError;
import dev.waymark.api.yaml.YamlReading;
import dev.waymark.compiler.Compilation;
import dev.waymark.compiler.Inputs;
import dev.waymark.compiler.diagnostic.Diagnostic;
import dev.waymark.compiler.model.Owner;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A set of files, read strictly: what may be compiled, and where each thing in it stands. */
public final class Manifests {

  private final YamlReading reading;
  private final SortedMap<Owner, Positions> places = new TreeMap<>();

  private Manifests(YamlReading reading) {
    this.reading = reading;
    for (YamlDocument document : reading.documents()) {
      if (document instanceof YamlDocument.Resource(var resource, var positions)) {
        places.put(owner(resource), positions);
      }
    }
  }

  /** Reads the files; what is wrong with them is told by {@link #errors()}. */
  public static Manifests read(Collection<SourceFile> files) {
    StrictYaml yaml = new StrictYaml();
    for (SourceFile file : files) {
      yaml.add(file.path(), file.text().getBytes(UTF_8));
    }
    return new Manifests(yaml.reading());
  }

  /** What cannot be read: one line each, with file, line and column. */
  public List<String> errors() {
    return reading.errors().stream().map(YamlError::toString).toList();
  }

  /** The resources that could be read, with the ConfigMaps beside them. */
  public Inputs inputs() {
    return Inputs.of(reading);
  }

  /** What the compiler refuses of them: one line each, with file, line and column. */
  public List<String> errors(Compilation compilation) {
    return told(compilation, true);
  }

  /** What the compiler warns of in them, in the same form. */
  public List<String> warnings(Compilation compilation) {
    return told(compilation, false);
  }

  /** The resources that could be read, by name. */
  public Set<Owner> declared() {
    return Collections.unmodifiableSet(places.keySet());
  }

  private List<String> told(Compilation compilation, boolean errors) {
    List<String> told = new ArrayList<>();
    for (Diagnostic diagnostic : compilation.diagnostics()) {
      Positions positions = places.get(diagnostic.resource());
      if (positions != null && diagnostic.error() == errors) {
        told.add("%s: %s".formatted(positions.of(diagnostic.path()), diagnostic.sentence()));
      }
    }
    return told;
  }

  private static Owner owner(CustomResource<?, ?> resource) {
    ObjectMeta meta = resource.getMetadata();
    String namespace = meta.getNamespace();
    return new Owner(resource.getKind(), namespace == null ? "" : namespace, meta.getName());
  }
}
