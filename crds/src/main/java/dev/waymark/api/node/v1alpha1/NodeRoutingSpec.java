package dev.waymark.api.node.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import dev.waymark.api.schema.Transition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a node shall hold: the digest of the root, which names everything below it. */
@ApiType
@Doc("What a node shall hold: the digest of the root, which names everything below it.")
public record NodeRoutingSpec(
    @Doc("The digest of the root slice.") @Text(TextFormat.DIGEST) String root,
    @Doc("The format of the slices.") @Range(min = 1, max = 1_000) int format,
    @Doc("Grows with each leader that publishes; a lower one is refused.")
        @Range(max = 9_223_372_036_854_775_807L)
        long epoch,
    @Doc("The uid of the Node object that this was written for.")
        @JsonProperty("nodeUID")
        @Text(TextFormat.UID)
        @Nullable String nodeUid,
    @Doc("How long the node waits for confirmation before it rolls back by itself.")
        TimeSpan confirmWithin) {
  /** The rules about its changes. */
  public static final List<Transition> TRANSITIONS =
      List.of(
          new Transition(
              "NR-EPOCH-01",
              "epoch",
              "self.epoch >= oldSelf.epoch",
              "is lower than before; an epoch never goes back"));
}
