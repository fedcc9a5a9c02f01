package io.freshet.jobs.derive;

import io.freshet.defs.plan.DerivedPlan;

/** Is told of derived features whose expression fails on a row; they are NULL there. */
@FunctionalInterface
public interface DerivedFailures {
  /** Takes no notice. */
  DerivedFailures IGNORED = (derived, cause) -> {};

  /**
   * An expression has failed.
   *
   * @param cause what the expression threw, or that it gave a number that is none
   */
  void failed(DerivedPlan derived, Exception cause);
}
