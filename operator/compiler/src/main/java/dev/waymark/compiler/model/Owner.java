package dev.waymark.compiler.model;

import java.util.Comparator;

/**
 * The resource that a route or rule came from. Without uid and generation: they would change the
 * bytes of a state that means the same.
 *
 * @param kind for instance {@code RouteTable}
 * @param namespace empty for a cluster-scoped resource
 */
public record Owner(String kind, String namespace, String name) implements Comparable<Owner> {
  private static final Comparator<Owner> ORDER =
      Comparator.comparing(Owner::kind).thenComparing(Owner::namespace).thenComparing(Owner::name);

  /** A cluster-scoped resource. */
  public static Owner of(String kind, String name) {
    return new Owner(kind, "", name);
  }

  /** By kind, namespace, name. */
  @Override
  public int compareTo(Owner other) {
    return ORDER.compare(this, other);
  }

  /** {@code RouteTable edge} or {@code TrafficSteer shop/web}. */
  @Override
  public String toString() {
    return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
  }
}
