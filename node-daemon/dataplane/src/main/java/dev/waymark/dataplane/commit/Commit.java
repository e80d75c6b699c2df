package dev.waymark.dataplane.commit;

import dev.waymark.dataplane.classifier.AttachedInterface;
import dev.waymark.dataplane.classifier.MarkMasks;
import dev.waymark.dataplane.classifier.Rule;
import dev.waymark.dataplane.classifier.RuleSet;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.InterfacesLayout;
import dev.waymark.dataplane.layout.RuleAction;
import dev.waymark.dataplane.layout.RuleLayout;
import dev.waymark.dataplane.nexthop.Route;
import dev.waymark.dataplane.store.Image;
import java.util.List;

/**
 * Changes to the newest configuration, collected aside: no packet sees any of them before they are
 * published, all at once. There is one open commit at a time; what is not published is {@link
 * #abandon}ed, which undoes it.
 *
 * <p>Keys are addresses in two longs, left aligned (IPv4: the top 32 bits of {@code hi}), without
 * bits beyond the prefix length. Table 0 holds the node's own addresses. Not safe for several
 * threads.
 */
public final class Commit {
  private final Generations generations;
  private final Content content;
  private final Content.Mark since;
  private boolean open = true;
  private Image before = Image.empty(0);

  Commit(Generations generations, Content content) {
    this.generations = generations;
    this.content = content;
    this.since = content.mark();
  }

  /**
   * The handle of a route, the same for equal routes; valid while the commit is open, and while
   * some prefix has it.
   */
  public int route(Route route) {
    requireOpen();
    return content.records().route(route);
  }

  /**
   * Adds a prefix to a table, or gives it another route.
   *
   * @throws IllegalArgumentException if there is no such route, or no such prefix
   */
  public void put(int table, Family family, long hi, long lo, int length, int route) {
    requireOpen();
    content.records().requireRoute(route);
    content.table(family, table).put(hi, lo, length, route);
  }

  /** Removes a prefix from a table; no matter if it is not there. */
  public void remove(int table, Family family, long hi, long lo, int length) {
    requireOpen();
    content.table(family, table).remove(hi, lo, length);
  }

  /**
   * Makes a table hold exactly these routes; what is there already is not touched.
   *
   * @throws IllegalArgumentException if they are not sorted, name a prefix twice, or a route that
   *     does not exist; the table is then as it was
   */
  public void replace(int table, Family family, SortedRoutes all) {
    requireOpen();
    if (all.size() > 0 || content.tableOrNull(family, table) != null) {
      content.table(family, table).replace(all);
    }
  }

  /**
   * Replaces the rules of a family for forwarded traffic, the first one first. The prefixes in them
   * are of that family; a rule that names only prefixes of the other one is left out by the caller.
   */
  public void rules(Family family, List<Rule> rules) {
    requireRules(family, rules);
    RuleSet changed = content.settings().forwarded().with(family, rules);
    content.settings(content.settings().withForwarded(changed));
  }

  /**
   * Replaces the rules of a family for traffic to the node's own addresses. None of them is a
   * Lookup: where such traffic goes is not in question.
   */
  public void rulesToNode(Family family, List<Rule> rules) {
    requireRules(family, rules);
    if (rules.stream().anyMatch(rule -> rule.action() == RuleAction.LOOKUP)) {
      throw new IllegalArgumentException("a Lookup for traffic to the node itself");
    }
    RuleSet changed = content.settings().toNode().with(family, rules);
    content.settings(content.settings().withToNode(changed));
  }

  private void requireRules(Family family, List<Rule> rules) {
    requireOpen();
    if (rules.size() > RuleLayout.RULES_MAX) {
      throw new IllegalArgumentException(
          rules.size() + " rules of " + family + ", but at most " + RuleLayout.RULES_MAX);
    }
    MarkMasks.require(rules);
  }

  /** Replaces the attached interfaces. */
  public void interfaces(List<AttachedInterface> interfaces) {
    requireOpen();
    if (interfaces.size() > InterfacesLayout.INTERFACES_MAX
        || interfaces.stream().map(AttachedInterface::ifindex).distinct().count()
            != interfaces.size()) {
      throw new IllegalArgumentException(
          "at most %d interfaces, each once: %s"
              .formatted(InterfacesLayout.INTERFACES_MAX, interfaces));
    }
    content.settings(content.settings().withInterfaces(interfaces));
  }

  /** Sets the bits of a packet's mark that the programs may write. */
  public void markMask(int mask) {
    requireOpen();
    content.settings(content.settings().withMarkMask(mask));
  }

  /** Says whether the kernel translates addresses: the Fast path then asks about each flow. */
  public void translated(boolean kernelTranslates) {
    requireOpen();
    content.settings(content.settings().withTranslated(kernelTranslates));
  }

  /** Whether publishing would change nothing but number and digest. */
  public boolean isEmpty() {
    return generations.isContentKnown() && content.isAt(since);
  }

  /** Undoes everything; does nothing after publishing. */
  public void abandon() {
    if (open) {
      close();
      generations.abandoned(this);
    }
  }

  Content.Mark since() {
    return since;
  }

  /** The image that packets saw before this commit; it shares nothing where it was not known. */
  Image before() {
    return before;
  }

  void publishedOver(Image image) {
    before = image;
    close();
  }

  void close() {
    open = false;
  }

  void requireOpen() {
    if (!open) {
      throw new IllegalStateException("the commit was published or abandoned");
    }
  }
}
