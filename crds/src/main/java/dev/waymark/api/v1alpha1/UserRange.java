package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import java.util.List;

/** A range of user ids. */
@ApiType
@Doc("A range of user ids.")
public record UserRange(
    @Doc("The first user id.") @Range(max = 4_294_967_295L) long from,
    @Doc("The last user id.") @Range(max = 4_294_967_295L) long to) {
  /** The rules that join its fields. */
  public static final List<Check<UserRange>> CHECKS =
      List.of(
          Check.of(
              "RP-USER-02",
              "to",
              "self.from <= self.to",
              "is below from; write a last user id that is not below the first",
              u -> u.to() >= u.from()));
}
