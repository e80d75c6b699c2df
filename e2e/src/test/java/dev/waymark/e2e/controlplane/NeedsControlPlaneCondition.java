package dev.waymark.e2e.controlplane;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides for {@link NeedsControlPlane}; it is looked for once. */
public final class NeedsControlPlaneCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Found.THERE) {
      return ConditionEvaluationResult.enabled("the programs are there");
    }
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError("CI=true, but there is no API server: " + Programs.MISSING);
    }
    return ConditionEvaluationResult.disabled(Programs.MISSING);
  }

  private static final class Found {
    private static final boolean THERE = Programs.find().isPresent();

    static {
      if (!THERE) {
        System.err.println("*** SKIPPING EVERY TEST ON A REAL API SERVER: " + Programs.MISSING);
      }
    }
  }
}
