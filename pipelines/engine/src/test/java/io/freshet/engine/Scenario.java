package io.freshet.engine;

import io.freshet.defs.plan.ViewPlan;
import java.util.List;

/**
 * A random life of one key.
 *
 * @param plan its view
 * @param start where event time begins
 * @param unit milliseconds that gaps and delays are multiples of
 * @param steps what happens
 */
record Scenario(ViewPlan plan, long start, long unit, List<Step> steps) {

  /** What happens in a step, after time has gone on. */
  enum Kind {
    EVENT,
    CLOCK,
    RESTART
  }

  /**
   * A step. Independent of the plan, so that either can be made smaller alone.
   *
   * @param kind what happens
   * @param gap units by which the present goes on
   * @param delay units by which an event is late, or by which the clock stays behind; may be
   *     negative
   * @param jitter milliseconds on top
   * @param bits choose the source, filters and NULLs
   * @param value chooses values
   */
  record Step(Kind kind, int gap, int delay, int jitter, int bits, int value) {}
}
