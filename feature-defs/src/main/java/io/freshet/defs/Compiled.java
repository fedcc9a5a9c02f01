package io.freshet.defs;

import io.freshet.defs.plan.PipelinePlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a folder of definitions.
 *
 * @param plan the plan; null when there are faults
 * @param faults all faults, by file, line and column
 */
public record Compiled(@Nullable PipelinePlan plan, List<Fault> faults) {

  public Compiled {
    faults = List.copyOf(faults);
    if ((plan == null) == faults.isEmpty()) {
      throw new IllegalArgumentException("either a plan or faults");
    }
  }

  /**
   * The plan.
   *
   * @throws IllegalStateException if there are faults; its message lists them
   */
  public PipelinePlan orThrow() {
    if (plan == null) {
      throw new IllegalStateException(
          String.join("\n", faults.stream().map(Fault::toString).toList()));
    }
    return plan;
  }
}
