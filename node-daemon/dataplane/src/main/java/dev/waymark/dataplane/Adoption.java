package dev.waymark.dataplane;

/** What was found when the data plane was opened. */
public sealed interface Adoption {
  /** Nothing was pinned: the store is new and empty. */
  record Fresh() implements Adoption {}

  /**
   * The pinned store goes on serving. Its exact routes are not known yet: see {@link
   * Dataplane#adoptRib}.
   */
  record Adopted(Generation active, Generation stable) implements Adoption {}

  /**
   * What was pinned cannot be used: it is of another version, or damaged. The store is new, empty
   * and not pinned. Programs bound to the old one go on forwarding until their links are updated,
   * which is for when a generation is proven in the new one: see {@link Dataplane#succeed}.
   *
   * @param reason in a sentence
   */
  record Refused(String reason) implements Adoption {}
}
