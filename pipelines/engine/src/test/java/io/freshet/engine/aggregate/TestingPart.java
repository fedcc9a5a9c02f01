package io.freshet.engine.aggregate;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.FunctionOptions;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A partial aggregate and the function that it belongs to. */
final class TestingPart {
  final LongAdder overflows = new LongAdder();
  private final AggregationPlan plan;
  private final Aggregate<Object> function;
  private Object state;

  TestingPart(AggregateFunction function, FunctionOptions options, ValueType type) {
    this.plan =
        new AggregationPlan(
            0, function, options, -1, 0, type, function.resultType(type), List.of());
    this.function = Aggregates.of(plan, overflows);
    this.state = this.function.create();
  }

  static TestingPart limited(AggregateFunction function, int limit, ValueType type) {
    return new TestingPart(
        function, new FunctionOptions(limit, 0, FunctionOptions.Spread.SAMPLE), type);
  }

  /** Adds values, each a unit of time after the one before. */
  TestingPart add(Object... values) {
    for (int i = 0; i < values.length; i++) {
      function.add(state, i, values[i]);
    }
    return this;
  }

  TestingPart addAt(long time, Object value) {
    function.add(state, time, value);
    return this;
  }

  TestingPart merge(TestingPart other) {
    function.merge(state, other.state);
    return this;
  }

  boolean remove(TestingPart other) {
    return function.remove(state, other.state);
  }

  @Nullable Object result() {
    return function.result(state);
  }

  /** The result where there is one. */
  Object value() {
    return Objects.requireNonNull(result());
  }

  /** Whether the result may be what it is, given how often each value was added. */
  boolean isWithinBound(Map<?, Long> exact) {
    return Approximation.isWithinBound(plan, value(), exact);
  }

  byte[] bytes() {
    ByteWriter out = new ByteWriter(16);
    function.write(state, out, 0);
    return out.toByteArray();
  }

  TestingPart read(byte[] bytes) {
    ByteReader in = new ByteReader(bytes, 0);
    state = function.read(in, 0);
    in.expectEnd();
    return this;
  }

  /** Goes through its own bytes. */
  TestingPart reread() {
    return read(bytes());
  }
}
