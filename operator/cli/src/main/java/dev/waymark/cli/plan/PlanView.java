package dev.waymark.cli.plan;

import java.util.List;

/**
 * A plan as programs read it.
 *
 * @param classes nodes that hold the same before and after stand together
 */
public record PlanView(
    Plan.Side from, Plan.Side to, boolean changed, List<ClassView> classes, List<String> notes) {

  /**
   * Nodes that hold the same.
   *
   * @param rootBefore the root that the cluster reports with the revision before
   * @param rootAfter and with the revision after
   */
  public record ClassView(
      List<String> nodes, String rootBefore, String rootAfter, List<ChangeView> changes) {}

  /** Of a plan. */
  public static PlanView of(Plan plan) {
    return new PlanView(
        plan.from(),
        plan.to(),
        plan.changed(),
        plan.classes().stream()
            .map(one ->
                new ClassView(
                    one.nodes(),
                    one.before().toString(),
                    one.after().toString(),
                    one.changes().stream().map(ChangeView::of).toList()))
            .toList(),
        plan.notes());
  }
}
