package dev.waymark.daemon.probe;

import dev.waymark.daemon.probe.Answers.Asked;
import dev.waymark.daemon.probe.ProbeAnswer.Answered;
import dev.waymark.daemon.probe.ProbeAnswer.Failed;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What answered before a change against what answers now.
 *
 * <table>
 *   <caption>What becomes of a probe</caption>
 *   <tr><th>before</th><th>now</th><th></th></tr>
 *   <tr><td>any</td><td>answered</td><td>all is well</td></tr>
 *   <tr><td>answered</td><td>failed</td><td>broken: the change is taken back</td></tr>
 *   <tr><td>failed</td><td>failed</td><td>silent: said, and no reason to take it back</td></tr>
 * </table>
 *
 * @param broken what the change broke, and what was seen
 * @param silent what did not answer before either
 */
public record Judgement(SortedMap<String, Broken> broken, SortedMap<String, Broken> silent) {

  /** A probe without an answer. */
  public record Broken(Asked asked, String saw) {}

  /** Judges; what was not asked before counts as answered then. */
  public static Judgement of(Answers before, Answers now) {
    SortedMap<String, Broken> broken = new TreeMap<>();
    SortedMap<String, Broken> silent = new TreeMap<>();
    for (Map.Entry<Asked, ProbeAnswer> entry : now.byProbe().entrySet()) {
      if (entry.getValue() instanceof Failed(String saw)) {
        Asked asked = entry.getKey();
        boolean answered =
            before.byProbe().getOrDefault(asked, ProbeAnswer.ANSWERED) instanceof Answered;
        (answered ? broken : silent).put(asked.toString(), new Broken(asked, saw));
      }
    }
    return new Judgement(broken, silent);
  }
}
