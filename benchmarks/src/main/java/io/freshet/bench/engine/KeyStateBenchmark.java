package io.freshet.bench.engine;

import io.freshet.engine.KeyState;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What the engine takes for an event, or for a state with 40 events.
 *
 * <p>Benchmarks of events go through all of them, from states without any to 90 days later, with
 * what expires on the way.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class KeyStateBenchmark {

  /** For the benchmark harness. */
  public KeyStateBenchmark() {}

  /** An event is decoded and applied to a state in memory. */
  @Benchmark
  @OperationsPerInvocation(ShopKeys.EVENTS)
  public void apply(ShopKeys keys, Blackhole sink) {
    @Nullable KeyState[] states = new @Nullable KeyState[ShopKeys.KEYS];
    for (int i = 0; i < ShopKeys.EVENTS; i++) {
      sink.consume(keys.apply(states, i));
    }
  }

  /** The same, and the values after each event. */
  @Benchmark
  @OperationsPerInvocation(ShopKeys.EVENTS)
  public void applyAndValues(ShopKeys keys, Blackhole sink) {
    @Nullable KeyState[] states = new @Nullable KeyState[ShopKeys.KEYS];
    for (int i = 0; i < ShopKeys.EVENTS; i++) {
      KeyState state = keys.apply(states, i);
      sink.consume(state.values());
      sink.consume(state.nextInstant());
    }
  }

  /** The same, with the state read before and written after each event. */
  @Benchmark
  @OperationsPerInvocation(ShopKeys.EVENTS)
  public void readApplyValuesWrite(ShopKeys keys, Blackhole sink) {
    byte[][] stored = new byte[ShopKeys.KEYS][];
    @Nullable KeyState[] states = new @Nullable KeyState[ShopKeys.KEYS];
    for (int i = 0; i < ShopKeys.EVENTS; i++) {
      int key = keys.log.keyNumber(i);
      states[key] = stored[key] == null ? null : keys.engine.read(stored[key]);
      KeyState state = keys.apply(states, i);
      sink.consume(state.values());
      sink.consume(state.nextInstant());
      stored[key] = keys.engine.write(state);
    }
    sink.consume(stored);
  }

  /** The values of a state. */
  @Benchmark
  @OperationsPerInvocation(ShopKeys.KEYS)
  public void values(ShopKeys keys, Blackhole sink) {
    for (KeyState state : keys.states) {
      sink.consume(state.values());
    }
  }

  /** A state out of its bytes. */
  @Benchmark
  @OperationsPerInvocation(ShopKeys.KEYS)
  public void read(ShopKeys keys, Blackhole sink) {
    for (byte[] bytes : keys.bytes) {
      sink.consume(keys.engine.read(bytes));
    }
  }

  /** The bytes of a state. */
  @Benchmark
  @OperationsPerInvocation(ShopKeys.KEYS)
  public void write(ShopKeys keys, Blackhole sink) {
    for (KeyState state : keys.states) {
      sink.consume(keys.engine.write(state));
    }
  }
}
