package io.freshet.bench.burst;

import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.engine.EventCodec;
import io.freshet.jobs.window.KeyedEvent;
import io.freshet.schemas.FeatureRow;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * From numbers to events: first one of each silent key on day one, as fast as they are taken; then
 * those of live keys, each at its time by the wall clock. An event that leaves late arrived all the
 * same when it should have left: its {@code arrivedAt} is that time by {@link System#nanoTime()}.
 */
@SuppressWarnings("NullAway.Init") // fields are set in open()
final class BurstFeed extends AbstractStreamOperator<KeyedEvent>
    implements OneInputStreamOperator<Long, KeyedEvent> {
  private static final long serialVersionUID = 1L;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long DAY_ONE = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();
  private static final long SECOND_NANOS = 1_000_000_000;

  /** When what happened on day one leaves a window of 30 days. */
  private static final long MIDNIGHT = DAY_ONE + 31 * DAY;

  private final String id;
  private final ViewSourcePlan source;
  private transient BurstWatch watch;
  private transient EventCodec codec;
  private transient long start;
  private transient boolean past;

  BurstFeed(String watch, ViewSourcePlan source) {
    this.id = watch;
    this.source = source;
  }

  @Override
  public void open() throws Exception {
    super.open();
    watch = BurstWatch.of(id);
    codec = EventCodec.of(source, 0);
  }

  @Override
  public void processElement(StreamRecord<Long> element) {
    long number = element.getValue();
    int keys = watch.spec().keys();
    if (number < keys) {
      long time = DAY_ONE + number % DAY;
      collect("silent-" + number, time, FeatureRow.NO_ARRIVAL, number);
      watch.loaded(number + 1);
    } else {
      live(number - keys);
    }
  }

  private void live(long number) {
    if (number == 0) {
      start = System.nanoTime();
      output.emitWatermark(new Watermark(MIDNIGHT - DAY));
    }
    long sinceStart = number * SECOND_NANOS / watch.spec().rate();
    long due = start + sinceStart;
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    long toMidnight = watch.spec().nanosToMidnight();
    if (!past && sinceStart >= toMidnight) {
      past = true;
      watch.midnight();
      output.emitWatermark(new Watermark(MIDNIGHT));
    }
    long time = MIDNIGHT + Math.floorDiv(sinceStart - toMidnight, 1_000_000);
    collect("live-" + number % BurstSpec.LIVE_KEYS, time, due, number);
  }

  private void collect(String key, long time, long arrivedAt, long number) {
    byte[] payload =
        codec.encode(new boolean[source.filters().size()], new Object[] {(double) (number % 1000)});
    output.collect(
        new StreamRecord<>(
            new KeyedEvent(KeyedEvent.Kind.EVENT, key, 0, time, arrivedAt, time, payload)));
  }

  @Override
  public void processWatermark(Watermark mark) {
    // the clock is told above
  }
}
