package io.freshet.sinks.redis;

import io.freshet.schemas.FeatureRow;
import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What is counted of writing to Redis, in the metric group {@code freshet}. Thread-safe. */
final class WriterMetrics {
  private static final int FRESHNESS_SAMPLES = 4_096;

  private final MetricGroup group;
  private final Counter written;
  private final Counter superseded;
  private final Counter retries;
  private final Histogram freshness;

  WriterMetrics(MetricGroup operator) {
    group = operator.addGroup("freshet");
    written = group.counter("rows_written", new ThreadSafeSimpleCounter());
    superseded = group.counter("rows_superseded", new ThreadSafeSimpleCounter());
    retries = group.counter("retries", new ThreadSafeSimpleCounter());
    freshness =
        group.histogram("freshness_ms", new DescriptiveStatisticsHistogram(FRESHNESS_SAMPLES));
  }

  void inFlight(IntSupplier rows) {
    group.gauge("in_flight", (Gauge<Integer>) rows::getAsInt);
  }

  /** A row that became readable. */
  void written(FeatureRow row, long availableAt) {
    written.inc();
    if (row.arrivedAt() != FeatureRow.NO_ARRIVAL) {
      freshness.update(availableAt - row.arrivedAt());
    }
  }

  /** A row for which a newer one is stored. */
  void superseded() {
    superseded.inc();
  }

  /** A call that is made again. */
  void retried() {
    retries.inc();
  }
}
