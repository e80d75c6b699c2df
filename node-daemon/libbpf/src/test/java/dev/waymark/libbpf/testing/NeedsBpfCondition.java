package dev.waymark.libbpf.testing;

import dev.waymark.libbpf.feature.Answer;
import dev.waymark.libbpf.feature.KernelFeature;
import dev.waymark.libbpf.netns.NetworkNamespace;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides for {@link NeedsBpf}; what is missing is found out once. */
public final class NeedsBpfCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String missing = Found.MISSING;
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("the kernel has what it takes");
    }
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError("CI=true, but this machine cannot run the test: " + missing);
    }
    return ConditionEvaluationResult.disabled(missing);
  }

  private static final class Found {
    private static final String MISSING = find();

    private static String find() {
      StringBuilder missing = new StringBuilder();
      for (KernelFeature feature : KernelFeature.values()) {
        Answer answer = feature.probe();
        if (feature.needed() && !(answer instanceof Answer.Yes)) {
          missing.append(feature).append(": ").append(answer).append("; ");
        }
      }
      // No work of this class may run on the other thread: it waits for this initializer.
      try {
        NetworkNamespace.createUnnamed("probe").close();
      } catch (RuntimeException refused) {
        missing.append("no network namespaces: ").append(refused.getMessage());
      }
      if (!missing.isEmpty()) {
        System.err.println("*** SKIPPING EVERY TEST THAT NEEDS BPF: " + missing);
      }
      return missing.toString();
    }
  }
}
