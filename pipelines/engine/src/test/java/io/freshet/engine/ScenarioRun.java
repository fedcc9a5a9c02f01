package io.freshet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leads engine and naive evaluator through a scenario and compares them after every step. */
final class ScenarioRun {
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final ViewPlan plan;
  private final Scenario scenario;
  private final NaiveKey naive;
  private final List<Event> applied = new ArrayList<>();
  private final RowCodec codec;
  private final RowWriter writer;
  private KeyState state;
  private long present;
  private long clock = Long.MIN_VALUE;
  private @Nullable Object[] publishedValues = new @Nullable Object[0];
  private long publishedAt;
  private long publishedSequence;

  ScenarioRun(Scenario scenario) {
    this.scenario = scenario;
    this.plan = scenario.plan();
    this.naive = new NaiveKey(plan);
    this.state = ViewEngine.of(plan).newState();
    this.present = scenario.start();
    this.codec = new RowCodec(plan.aggregatedLayout("p"));
    this.writer = new RowWriter(codec.layout(), ViewEngine.of(plan).emptyValues());
  }

  void run() {
    for (Scenario.Step step : scenario.steps()) {
      present += step.gap() * scenario.unit();
      switch (step.kind()) {
        case EVENT -> apply(step);
        case CLOCK -> advance(step);
        case RESTART -> restart();
      }
      compare();
      publish();
    }
    comparePublished();
    // and then the key stays silent until it is forgotten, or nothing is left to do
    for (int i = 0; i < 3; i++) {
      clock = Math.max(clock, present) + 200 * scenario.unit() + i * DAY;
      advanceBoth();
      compare();
    }
  }

  private void apply(Scenario.Step step) {
    Event event = scenario.event(step, present);
    if (step.value() % 3 == 0) {
      // the clock went on while the key had nothing to do
      clock = Math.max(clock, present - step.value() % 20 * scenario.unit());
    }
    state.apply(event, clock);
    naive.apply(event, clock);
    if (event.isApplied(plan.sources().get(event.source()))) {
      applied.add(event);
    }
  }

  private void advance(Scenario.Step step) {
    clock = Math.max(clock, present - step.delay() * scenario.unit() + step.jitter());
    advanceBoth();
  }

  /** The engine is only woken when it asked to be. */
  private void advanceBoth() {
    long before = naive.featureTimestamp();
    naive.advance(clock);
    if (state.nextInstant() <= clock) {
      boolean moved = state.advance(clock);
      assertThat(moved).as("T moved").isEqualTo(state.featureTimestamp() > before);
    }
  }

  private void restart() {
    state = ViewEngine.of(plan).read(ViewEngine.of(plan).write(state));
  }

  /** A row is published when its values differ from the last published ones. */
  private void publish() {
    @Nullable Object[] values = naive.values();
    if (!applied.isEmpty() && !Arrays.equals(values, publishedValues)) {
      publishedValues = values;
      publishedAt = naive.featureTimestamp();
      publishedSequence = naive.sequence();
    }
  }

  private void comparePublished() {
    if (!applied.isEmpty()) {
      assertThat(publishedAt).isBetween(naive.changedAt(), naive.featureTimestamp());
      assertThat(publishedSequence).isBetween(naive.changedSequence(), naive.sequence());
    }
  }

  private void compare() {
    assertThat(state.featureTimestamp()).as("T").isEqualTo(naive.featureTimestamp());
    assertThat(state.sequence()).as("sequence").isEqualTo(naive.sequence());
    ValueCheck.check(plan, applied, naive.featureTimestamp(), state.values());
    comparePacked();
    if (!applied.isEmpty()) {
      compareFuture();
    }
  }

  /** Packed from the changes of some steps or anew, the row is that of the values. */
  private void comparePacked() {
    if (state.sequence() % 3 == 0) {
      return;
    }
    byte[] expected =
        codec.encode(3, state.featureTimestamp(), state.sequence(), 4, state.values());
    assertThat(state.pack(writer, 3, 4)).as("packed").isEqualTo(expected);
  }

  private void compareFuture() {
    long featureTimestamp = naive.featureTimestamp();
    long next = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    boolean isEmpty = true;
    for (Event event : applied) {
      for (AggregationPlan aggregation : plan.aggregations()) {
        if (ValueCheck.sees(aggregation, event)) {
          for (WindowPlan window : aggregation.windows()) {
            long enters = window.entersAt(event.time());
            long leaves = window.leavesAt(event.time());
            isEmpty &= leaves <= featureTimestamp;
            last = Math.max(last, leaves);
            next = enters > featureTimestamp ? Math.min(next, enters) : next;
            next = leaves > featureTimestamp ? Math.min(next, leaves) : next;
          }
        }
      }
    }
    if (next == Long.MAX_VALUE && !plan.hasLifetime()) {
      next = featureTimestamp + DAY;
    }
    assertThat(state.nextInstant()).as("next instant").isEqualTo(next);
    assertThat(state.isEmpty()).as("empty").isEqualTo(isEmpty);
    for (long time : new long[] {clock, last - 1, last + DAY - 1, last + DAY, last + 9 * DAY}) {
      assertThat(state.isForgotten(time)).as("forgotten").isEqualTo(naive.isForgotten(time));
    }
  }
}
