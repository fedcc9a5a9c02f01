package io.freshet.jobs.window;

import io.freshet.defs.plan.ViewPlan;
import io.freshet.engine.EventCodec;
import io.freshet.engine.NaiveKey;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Events of a view with one number, made from their place in two partitions that are read side by
 * side: 30 hours each, some events late by as much. The last watermark of each is {@link #END}.
 */
final class NumberedEvents {
  private static final long HOUR = 3_600_000;
  private static final long START = 20_000 * 24 * HOUR;
  private static final int HOURS = 30;

  /** How far the clock stays behind. */
  static final long DISORDER = HOUR / 12;

  /** The clock at the end: of the last events the windows of an hour have expired by then. */
  static final long END = START + (HOURS + 2) * HOUR;

  private static final int KEYS = 100;
  private static final int VALUES = 7;
  private static final int LATE = 10;

  private final EventCodec codec;
  private final int filters;
  private final long half;

  NumberedEvents(ViewPlan view, long count) {
    this.codec = EventCodec.of(view.sources().get(0), 0);
    this.filters = view.sources().get(0).filters().size();
    this.half = count / 2;
  }

  KeyedEvent get(long number) {
    SplittableRandom random = new SplittableRandom(number);
    long late = random.nextInt(LATE) == 0 ? random.nextLong(HOURS * HOUR) : 0;
    long time = read(number) - random.nextLong(DISORDER) - late;
    byte[] payload =
        codec.encode(new boolean[filters], new Object[] {(long) random.nextInt(VALUES)});
    return new KeyedEvent(
        KeyedEvent.Kind.EVENT, "k" + random.nextInt(KEYS), 0, time, time, time, payload);
  }

  /** What the definition says of each key when all events have been counted. */
  Map<String, NaiveKey> naive(ViewPlan view) {
    Map<String, NaiveKey> keys = new HashMap<>();
    for (long number = 0; number < 2 * half; number++) {
      KeyedEvent event = get(number);
      keys.computeIfAbsent(event.key(), key -> new NaiveKey(view))
          .apply(codec.decode(event.time(), event.payload()), Long.MIN_VALUE);
    }
    keys.values().forEach(key -> key.advance(END));
    return keys;
  }

  WatermarkGenerator<Long> clock() {
    return new WatermarkGenerator<>() {
      @Override
      public void onEvent(Long number, long timestamp, WatermarkOutput output) {
        long clock = read(number) - DISORDER;
        if (number % half == half - 1) {
          output.emitWatermark(new Watermark(END));
        } else if (clock % DISORDER < HOURS * HOUR / half) {
          output.emitWatermark(new Watermark(clock));
        }
      }

      @Override
      public void onPeriodicEmit(WatermarkOutput output) {}
    };
  }

  /** How far the reading of a partition has come with an event. */
  private long read(long number) {
    return START + number % half * (HOURS * HOUR / half);
  }
}
