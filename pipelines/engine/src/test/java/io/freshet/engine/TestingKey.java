package io.freshet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.ViewPlan;
import org.jspecify.annotations.Nullable;

/** One key, computed twice: every expectation holds for the engine and for the naive evaluator. */
final class TestingKey {
  static final long NO_CLOCK = Long.MIN_VALUE;

  final KeyState state;
  final NaiveKey naive;

  TestingKey(ViewPlan plan) {
    this.state = ViewEngine.of(plan).newState();
    this.naive = new NaiveKey(plan);
  }

  TestingKey apply(Event event) {
    return apply(event, NO_CLOCK);
  }

  TestingKey apply(Event event, long clock) {
    state.apply(event, clock);
    naive.apply(event, clock);
    return this;
  }

  TestingKey advance(long clock) {
    assertThat(state.advance(clock)).as("T moves").isEqualTo(naive.advance(clock));
    return this;
  }

  TestingKey has(@Nullable Object... values) {
    assertThat(naive.values()).as("naive").isEqualTo(values);
    assertThat(state.values()).as("engine").isEqualTo(values);
    return this;
  }

  TestingKey isAt(long featureTimestamp, long sequence) {
    assertThat(naive.featureTimestamp()).as("naive T").isEqualTo(featureTimestamp);
    assertThat(state.featureTimestamp()).as("engine T").isEqualTo(featureTimestamp);
    assertThat(naive.sequence()).as("naive sequence").isEqualTo(sequence);
    assertThat(state.sequence()).as("engine sequence").isEqualTo(sequence);
    return this;
  }

  TestingKey isForgotten(boolean expected, long clock) {
    assertThat(naive.isForgotten(clock)).as("naive forgets").isEqualTo(expected);
    assertThat(state.isForgotten(clock)).as("engine forgets").isEqualTo(expected);
    return this;
  }
}
