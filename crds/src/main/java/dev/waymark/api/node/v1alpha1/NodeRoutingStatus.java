package dev.waymark.api.node.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.api.schema.Absent;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Items;
import dev.waymark.api.schema.Range;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import dev.waymark.api.v1alpha1.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a node holds and has proven. */
@ApiType
@Doc("What a node holds and has proven.")
public record NodeRoutingStatus(
    @Doc("The root that the node was asked for and has seen.") @Text(TextFormat.DIGEST)
        @Nullable String desiredRoot,
    @Doc("The root that packets see.") @Text(TextFormat.DIGEST) @Nullable String activeRoot,
    @Doc("The root that a roll-back goes to.") @Text(TextFormat.DIGEST) @Nullable String stableRoot,
    @Doc("Roots that the node took back, the newest last.") @Items(max = 4)
        List<RejectedRoot> rejectedRoots,
    @Doc("The digest of what only this node knows and resolved.") @Text(TextFormat.DIGEST)
        @Nullable String localDigest,
    @Doc("The generation of the store.") @Range(max = 9_223_372_036_854_775_807L)
        @Nullable Long generation,
    @Doc("Where the node is.") @Nullable NodePhase phase,
    @Doc("The boot of the machine.") @JsonProperty("bootID") @Text(TextFormat.UID)
        @Nullable String bootId,
    @Doc("The formats of slices that the node reads.") @Items(max = 4)
        List<@Range(min = 1, max = 1_000) Integer> formats,
    @Doc("How full the store is.") @Nullable Capacity capacity,
    @Doc("The programs on interfaces.")
        @Items(
            max = 64,
            key = {"interface", "hook"})
        List<Attachment> attachments,
    @Doc("What the node could not do, and for whom.") @Items(max = 16) List<OwnerFailure> failures,
    @Doc("Conditions of the node.") @Items(max = 6, key = "type") List<Condition> conditions) {
  /** Absent lists and maps are empty. */
  public NodeRoutingStatus {
    rejectedRoots = Absent.toEmpty(rejectedRoots);
    formats = Absent.toEmpty(formats);
    attachments = Absent.toEmpty(attachments);
    failures = Absent.toEmpty(failures);
    conditions = Absent.toEmpty(conditions);
  }
}
