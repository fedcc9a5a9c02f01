package io.freshet.jobs;

import io.freshet.engine.NaiveKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Each row that {@link KilledPipeline} publishes for the events of one partition, by the naive
 * evaluator: with freshness 0 every change of a value is one, and the clock moves with the events.
 */
final class NaiveLog {

  /** A row that is to be published. */
  record Row(long featureTimestamp, long sequence, @Nullable Object[] values) {}

  private final Map<String, NaiveKey> keys = new LinkedHashMap<>();
  private final Map<String, List<Row>> rows = new LinkedHashMap<>();
  private long clock = Long.MIN_VALUE;

  private NaiveLog() {}

  /** The rows of each user, oldest first. */
  static Map<String, List<Row>> of(List<SteadyEvents.Sent> events) {
    NaiveLog log = new NaiveLog();
    events.forEach(log::take);
    return log.rows;
  }

  private void take(SteadyEvents.Sent sent) {
    advance(sent.event().time() - KilledPipeline.DISORDER);
    NaiveKey key = keys.computeIfAbsent(sent.user(), user -> new NaiveKey(KilledPipeline.VIEW));
    key.apply(sent.event(), clock);
    publish(sent.user(), key);
  }

  private void advance(long time) {
    if (Math.floorDiv(time, KilledPipeline.HOP) > Math.floorDiv(clock, KilledPipeline.HOP)) {
      clock = time;
      keys.forEach(
          (user, key) -> {
            if (key.advance(clock)) {
              publish(user, key);
            }
          });
    }
  }

  private void publish(String user, NaiveKey key) {
    List<Row> published = rows.computeIfAbsent(user, u -> new ArrayList<>());
    @Nullable Object[] values = key.values();
    if (published.isEmpty()
        || !Arrays.equals(values, published.get(published.size() - 1).values())) {
      published.add(new Row(key.featureTimestamp(), key.sequence(), values));
    }
  }
}
