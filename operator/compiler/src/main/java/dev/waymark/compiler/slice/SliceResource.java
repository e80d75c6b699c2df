package dev.waymark.compiler.slice;

import dev.waymark.api.json.SliceData;
import dev.waymark.api.node.v1alpha1.RouteSlice;
import dev.waymark.api.node.v1alpha1.RouteSliceSpec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;

/** A slice as the object that the cluster keeps, and back. The object's name is the slice's. */
public final class SliceResource {

  private SliceResource() {}

  /** The object of a slice; its metadata hold the name alone. */
  public static RouteSlice of(Slice slice) {
    RouteSlice resource = new RouteSlice();
    resource.setMetadata(new ObjectMetaBuilder().withName(slice.name().toString()).build());
    resource.setSpec(
        new RouteSliceSpec(
            slice.kind(),
            Slice.FORMAT,
            slice.count(),
            SliceData.of(slice.payloadBytes()),
            slice.refs().stream().map(Digest::toString).toList()));
    return resource;
  }

  /**
   * The slice of an object, checked against the object's name.
   *
   * @throws SliceException.Corrupt if the content is not what the name says
   * @throws IllegalArgumentException if the object's name is no digest
   */
  public static Slice slice(RouteSlice resource) {
    Digest name = Digest.parse(resource.getMetadata().getName());
    RouteSliceSpec spec = resource.getSpec();
    if (spec == null || spec.format() != Slice.FORMAT) {
      throw new SliceException.Corrupt(
          name,
          spec == null
              ? "it has no spec"
              : "it has format " + spec.format() + "; this version reads " + Slice.FORMAT);
    }
    byte[] data = spec.data() == null ? new byte[0] : spec.data().bytes();
    List<Digest> refs;
    try {
      refs = spec.refs().stream().map(Digest::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new SliceException.Corrupt(name, "a ref is no digest: " + e.getMessage(), e);
    }
    return Slice.parse(name, Slice.bytes(spec.kind(), spec.count(), refs, data));
  }
}
