package dev.waymark.cli.standing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.cli.standing.ResourceStory.Step;
import dev.waymark.compiler.model.Owner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cluster as programs read it. */
public record StandingView(boolean ready, List<NodeView> nodes, List<LineView> resources) {

  /** One node; {@code status} is its NodeRouting's. */
  @JsonInclude(Include.NON_NULL)
  public record NodeView(
      String node,
      boolean converged,
      boolean reachable,
      @Nullable String wantedRoot,
      List<String> remarks,
      @Nullable NodeRoutingStatus status) {
    static NodeView of(NodeStanding node) {
      return new NodeView(
          node.node(),
          node.converged(),
          node.reachable(),
          node.wantedRoot(),
          node.remarks(),
          node.status());
    }
  }

  /** One resource. */
  @JsonInclude(Include.NON_NULL)
  public record LineView(
      Owner resource,
      boolean ready,
      String nodes,
      @Nullable Condition condition,
      List<Condition> amiss) {
    static LineView of(ResourceLine line) {
      return new LineView(
          line.resource(), line.isReady(), line.nodes(), line.ready().orElse(null), line.amiss());
    }
  }

  /** One resource and its nodes; {@code status} is the resource's own. */
  @JsonInclude(Include.NON_NULL)
  public record StoryView(
      Owner resource, @Nullable ResourceStatus status, List<ChapterView> nodes) {

    /** Of a story. */
    public static StoryView of(ResourceStory story, @Nullable ResourceStatus status) {
      return new StoryView(
          story.resource(),
          status,
          story.nodes().stream()
              .map(one -> new ChapterView(one.node().node(), one.step(), one.why()))
              .toList());
    }
  }

  /** One node of a resource. */
  public record ChapterView(String node, Step standing, String why) {}

  /** Of a cluster. */
  public static StandingView of(ClusterStanding cluster) {
    return new StandingView(
        cluster.isReady(),
        cluster.nodes().stream().map(NodeView::of).toList(),
        cluster.resources().stream().map(LineView::of).toList());
  }
}
