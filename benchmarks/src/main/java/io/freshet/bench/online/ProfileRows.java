package io.freshet.bench.online;

import io.freshet.bench.windows.events.EventLog;
import io.freshet.bench.windows.events.StreamSpec;
import io.freshet.bench.windows.events.StreamSpec.Shape;
import io.freshet.bench.windows.events.StreamSpec.Skew;
import io.freshet.bench.windows.subject.Prepared;
import io.freshet.bench.windows.subject.RunFolder;
import io.freshet.bench.windows.subject.Workload;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.engine.EventCodec;
import io.freshet.engine.KeyState;
import io.freshet.engine.ViewEngine;
import io.freshet.schemas.Field;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.RowWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Rows of 847 features: those of the generator's users after their last event, made by the engine
 * as a job makes them, and dense ones whose every feature has a value.
 */
final class ProfileRows {
  static final String PIPELINE = "bench";

  private static final int EVENTS = 40;
  private static final int DAYS = 90;
  private static final long GENERATION = 1_780_000_000_000L;
  private static final long TEXTS = 36L * 36 * 36 * 36 * 36 * 36 * 36;

  private final ViewPlan plan;
  private final RowLayout layout;

  private ProfileRows(ViewPlan plan) {
    this.plan = plan;
    this.layout = plan.layout(PIPELINE);
  }

  /** Compiles the view. */
  static ProfileRows compile() throws IOException {
    return new ProfileRows(prepare(1).view());
  }

  private static Prepared prepare(int users) throws IOException {
    try (RunFolder folder = RunFolder.create()) {
      return Prepared.of(
          Workload.PROFILE,
          new StreamSpec(Shape.LOYAL, Skew.UNIFORM, users * EVENTS, users, DAYS),
          folder.path());
    }
  }

  RowLayout layout() {
    return layout;
  }

  /** Rows of so many users with 40 events in 12 sessions over 90 days each. */
  List<byte[]> typical(int users) throws IOException {
    ViewEngine engine = ViewEngine.of(plan);
    EventCodec codec = EventCodec.of(plan.sources().get(0), 0);
    RowWriter writer = new RowWriter(layout);
    EventLog log = prepare(users).log();
    Integer[] order = new Integer[log.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(log::keyNumber));
    List<byte[]> rows = new ArrayList<>(users);
    for (int i = 0; i < order.length; ) {
      int key = log.keyNumber(order[i]);
      KeyState state = engine.newState();
      for (; i < order.length && log.keyNumber(order[i]) == key; i++) {
        long time = log.time(order[i]);
        state.apply(codec.decode(time, log.payload(order[i])), time);
      }
      rows.add(state.pack(writer, GENERATION, state.featureTimestamp() + 200));
    }
    return rows;
  }

  /** A row whose every feature has a value of its own. */
  byte[] dense(SplittableRandom random) {
    @Nullable Object[] values = new @Nullable Object[layout.features().size()];
    long now = GENERATION + random.nextLong(1L << 30);
    for (int i = 0; i < values.length; i++) {
      Field feature = layout.features().get(i);
      values[i] =
          switch (feature.type().kind()) {
            case BIGINT -> (Object) (1 + (long) Math.exp(random.nextDouble(7)));
            case DECIMAL -> BigDecimal.valueOf((long) (100 * Math.exp(random.nextDouble(9))), 2);
            case TIMESTAMP -> now - random.nextLong(DAYS * 86_400_000L);
            default -> Long.toString(TEXTS + random.nextLong(35 * TEXTS), 36);
          };
    }
    return new RowCodec(layout).encode(GENERATION, now, 1_000, now + 200, values);
  }
}
