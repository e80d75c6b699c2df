package dev.waymark.daemon.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.api.v1alpha1.ResourceStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of one node, as {@code status -o json} prints it.
 *
 * @param root digest of the desired state that the active generation was made of; absent before the
 *     first
 * @param generation number of the active generation; 0 before the first
 * @param problems what concerns the node as a whole, a sentence each; absent when there are none
 * @param packets what became of packets since the maps were made, by reason; only reasons that were
 *     seen
 */
public record NodeReport(
    String node,
    SourceReport source,
    @Nullable String root,
    long generation,
    NodePhase phase,
    List<AttachmentReport> attachments,
    List<ResourceReport> resources,
    CapacityReport capacity,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> problems,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, PacketCount> packets) {

  public NodeReport {
    attachments = List.copyOf(attachments);
    resources = List.copyOf(resources);
    // Absent in what was written when there was none.
    problems = problems == null ? List.of() : List.copyOf(problems);
    packets = packets == null ? Map.of() : packets;
  }

  /** The same with what became of packets. */
  public NodeReport withPackets(Map<String, PacketCount> counted) {
    return new NodeReport(
        node, source, root, generation, phase, attachments, resources, capacity, problems, counted);
  }

  /**
   * Where the desired state comes from.
   *
   * @param kind {@code Git}
   * @param commit that the resources were read from; absent before the first
   * @param message why the state is not Current; absent when it is
   */
  public record SourceReport(
      String kind,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String commit,
      SourceState state,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String message) {}

  /** How the source stands to what serves. */
  public enum SourceState {
    /** Not looked at yet. */
    Unknown,
    /** Its newest commit is what is wanted. */
    Current,
    /** Its newest commit holds an error and changes nothing: the last good one serves. */
    Rejected,
    /** It cannot be read: the last good state serves. */
    Unreachable
  }

  /** Where the node's data path stands. */
  public enum NodePhase {
    /** The source was not read yet. */
    Fetching,
    Building,
    /** Published, and not proven yet. */
    Probation,
    /** Proven. */
    Stable,
    /** The newest state did not pass its proof; the one before it serves. */
    RolledBack,
    /** The newest state could not be built; the one before it serves. */
    Refused,
    /** Nothing is held. */
    Clean
  }

  /**
   * One interface.
   *
   * @param desired {@code Attached}
   * @param actual {@code Attached}, {@code Refused} or {@code Failed}
   * @param reason why it is not as desired, or what to look at; absent when all is well
   */
  public record AttachmentReport(
      @JsonProperty("interface") String interfaceName,
      String hook,
      String path,
      String desired,
      String actual,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String reason) {

    public AttachmentReport {
      // Absent in what was written when all was well.
      reason = reason == null ? "" : reason;
    }

    /** Whether it is as desired. */
    public boolean asDesired() {
      return desired.equals(actual);
    }
  }

  /** One resource with the status that it has on this node. */
  public record ResourceReport(
      String apiVersion,
      String kind,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String namespace,
      String name,
      ResourceStatus status) {

    public ResourceReport {
      // Absent in what was written of a cluster-scoped one.
      namespace = namespace == null ? "" : namespace;
    }
  }

  /** How full the data path is. */
  public record CapacityReport(
      long storeBytes, long usedBytes, long routes, long nextHops, long rules) {}

  /** Packets and IP bytes. */
  public record PacketCount(long packets, long bytes) {}
}
