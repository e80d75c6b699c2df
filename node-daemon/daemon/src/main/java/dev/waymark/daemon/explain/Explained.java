package dev.waymark.daemon.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.api.net.Prefix;
import dev.waymark.dataplane.layout.Reason;
import dev.waymark.dataplane.layout.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is told of one packet. What it did not come to is absent.
 *
 * @param attached whether a program is attached to the interface now; the rest is what it would do
 * @param early whether it is dropped in the driver already, at XDP; absent if it is not
 * @param because the reason in a sentence
 * @param out the packet as it goes on; absent if it is dropped
 * @param notes what keeps the story from being whole, a sentence each
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Explained(
    PacketSummary packet,
    @JsonProperty("interface") String interfaceName,
    boolean attached,
    @Nullable GenerationSaid generation,
    Verdict verdict,
    Reason reason,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean early,
    String because,
    @Nullable RuleSaid rule,
    @Nullable RouteSaid route,
    @Nullable NextHopSaid nextHop,
    @Nullable OutSaid out,
    List<String> notes) {

  public Explained {
    notes = List.copyOf(notes);
  }

  /**
   * The configuration that decided.
   *
   * @param onTrial it is published, and not confirmed yet
   * @param commit that it was made of; absent when that is not known
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record GenerationSaid(
      long number, String root, boolean onTrial, @Nullable String commit) {}

  /**
   * The rule whose action was taken.
   *
   * @param priority of its policy; absent when that is not known
   * @param table that a Lookup asks
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RuleSaid(
      @Nullable String policy,
      @Nullable String name,
      @Nullable Integer priority,
      String action,
      @Nullable Integer table) {

    @Override
    public String toString() {
      return (policy == null
              ? "a rule whose name is not known"
              : "RoutingPolicy " + policy + ", rule " + name)
          + (priority == null ? "" : ", priority " + priority)
          + ": "
          + action
          + (table == null ? "" : " table " + table);
    }
  }

  /**
   * The route that was found.
   *
   * @param prefix absent when it is not known
   * @param resource that declared it; absent for the kernel's own and protected ones
   * @param declared what the resource says of it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RouteSaid(
      @Nullable Integer table,
      @Nullable Prefix prefix,
      String type,
      @Nullable String resource,
      @Nullable String declared) {

    @Override
    public String toString() {
      return (prefix == null ? "a prefix that is not known" : prefix)
          + (table == null ? "" : " in table " + table)
          + ", "
          + (resource == null ? type : resource)
          + (declared == null ? "" : ": " + declared);
    }
  }

  /**
   * The next hop, and why this one.
   *
   * @param gateway absent: the destination itself is the neighbour
   * @param weight as declared; absent when that is not known
   * @param bucket that the flow's hash picks; likewise {@code ofBuckets}, {@code itsBuckets} and
   *     {@code hash}, which are absent when there is no choice
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record NextHopSaid(
      @Nullable String gateway,
      @JsonProperty("interface") String interfaceName,
      @Nullable Integer weight,
      @Nullable Integer bucket,
      @Nullable Integer ofBuckets,
      @Nullable Integer itsBuckets,
      @Nullable String hash) {

    @Override
    public String toString() {
      return (gateway == null ? "the destination itself, on " : gateway + " dev ")
          + interfaceName
          + (bucket == null
              ? ", the only one"
              : ": bucket %d of %d by the flow's hash %s; it has %d of them%s"
                  .formatted(
                      bucket,
                      ofBuckets,
                      hash,
                      itsBuckets,
                      weight == null ? "" : ", weight " + weight));
    }
  }

  /**
   * The packet that goes on.
   *
   * @param mark in hexadecimal
   * @param hex the frame from the Ethernet header on, whose addresses are the kernel's to write;
   *     absent unless asked for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record OutSaid(PacketSummary packet, String mark, @Nullable String hex) {}

  /** Whether anything of ours says what becomes of the packet. */
  public boolean claimed() {
    return attached
        && switch (reason) {
          case PASS_NO_GENERATION, PASS_NOT_ATTACHED, PASS_NO_ROUTE -> false;
          default -> true;
        };
  }
}
