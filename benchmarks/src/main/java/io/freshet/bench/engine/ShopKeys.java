package io.freshet.bench.engine;

import io.freshet.bench.windows.events.EventLog;
import io.freshet.bench.windows.events.StreamSpec;
import io.freshet.bench.windows.events.StreamSpec.Shape;
import io.freshet.bench.windows.events.StreamSpec.Skew;
import io.freshet.bench.windows.subject.Prepared;
import io.freshet.bench.windows.subject.RunFolder;
import io.freshet.bench.windows.subject.Workload;
import io.freshet.engine.EventCodec;
import io.freshet.engine.KeyState;
import io.freshet.engine.ViewEngine;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Users with 40 events in 12 sessions over 90 days each: their events in order of arrival, and
 * their states after the last.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // fields are set in setUp()
public class ShopKeys {
  static final int KEYS = 500;
  static final int EVENTS = KEYS * 40;

  /** Whose view. */
  @Param({"churn-zipf"})
  public String workload;

  ViewEngine engine;
  EventCodec codec;
  EventLog log;

  /** The clock at each event. */
  long[] clocks;

  /** The states after the last event, and their bytes. */
  KeyState[] states;

  byte[][] bytes;

  /** For the benchmark harness. */
  public ShopKeys() {}

  /** Generates events and states. */
  @Setup(Level.Trial)
  public void setUp() throws Exception {
    Prepared prepared = prepare();
    engine = ViewEngine.of(prepared.view());
    codec = EventCodec.of(prepared.view().sources().get(0), 0);
    log = prepared.log();
    clocks = new long[EVENTS];
    long clock = Long.MIN_VALUE;
    for (int i = 0, mark = 0; i < EVENTS; i++) {
      while (mark < log.markCount() && log.position(mark) <= i) {
        clock = log.mark(mark++);
      }
      clocks[i] = clock;
    }
    states = new KeyState[KEYS];
    bytes = new byte[KEYS][];
    for (int i = 0; i < EVENTS; i++) {
      apply(states, i);
    }
    for (int key = 0; key < KEYS; key++) {
      bytes[key] = engine.write(states[key]);
    }
  }

  private Prepared prepare() throws IOException {
    try (RunFolder folder = RunFolder.create()) {
      return Prepared.of(
          Workload.of(workload),
          new StreamSpec(Shape.LOYAL, Skew.UNIFORM, EVENTS, KEYS, 90),
          folder.path());
    }
  }

  /** Applies an event to its key. */
  KeyState apply(@Nullable KeyState[] to, int event) {
    int key = log.keyNumber(event);
    KeyState state = to[key];
    if (state == null) {
      state = engine.newState();
      to[key] = state;
    }
    state.apply(codec.decode(log.time(event), log.payload(event)), clocks[event]);
    return state;
  }
}
