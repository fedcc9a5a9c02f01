package io.freshet.engine;

import io.freshet.defs.plan.ViewPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** The event of a step. */
  Event event(Step step, long present) {
    int source = step.value() % plan.sources().size();
    boolean[] filters = new boolean[plan.sources().get(source).filters().size()];
    for (int i = 0; i < filters.length; i++) {
      filters[i] = (step.bits() >> i & 1) != 0;
    }
    @Nullable Object[] inputs = new @Nullable Object[TestingValues.TYPES.size()];
    for (int i = 0; i < inputs.length; i++) {
      boolean isNull = (step.bits() >> 2) % 8 == i || step.bits() > 250;
      inputs[i] = isNull ? null : TestingValues.pick(TestingValues.TYPES.get(i), step.value() + i);
    }
    return new Event(source, time(step, present), filters, inputs);
  }

  /** The time of which a step speaks. */
  long time(Step step, long present) {
    return present - step.delay() * unit + step.jitter();
  }
}
