package io.freshet.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipelineMetricsTest {
  private final PipelineMetrics metrics = PipelineMetrics.open();

  @AfterEach
  void close() {
    metrics.close();
  }

  private MetricReporter reporter() {
    Properties properties = new MetricConfig();
    metrics
        .flinkOptions(Map.of())
        .forEach((key, value) -> properties.put(key.substring(key.lastIndexOf('.') + 1), value));
    return new PipelineMetricsReporterFactory().createMetricReporter(properties);
  }

  private static ThreadSafeSimpleCounter counter(long count) {
    ThreadSafeSimpleCounter counter = new ThreadSafeSimpleCounter();
    counter.inc(count);
    return counter;
  }

  @Test
  void subtasksAreAddedUpAndStayWhenTheyEnd() {
    MetricReporter reporter = reporter();
    TestingGroup group = TestingGroup.of("events/intake", "freshet");
    ThreadSafeSimpleCounter first = counter(3);
    reporter.notifyOfAddedMetric(first, "records_read", group);
    reporter.notifyOfAddedMetric(counter(4), "records_read", group);
    assertThat(metrics.snapshot().total("records_read")).isEqualTo(7);
    reporter.notifyOfRemovedMetric(first, "records_read", group);
    assertThat(metrics.snapshot().total("records_read")).isEqualTo(7);
    reporter.notifyOfAddedMetric(counter(10), "records_read", group);
    assertThat(metrics.snapshot().total("records_read")).isEqualTo(17);
  }

  @Test
  void deadLettersAreKnownByReasonAndByOwner() {
    MetricReporter reporter = reporter();
    reporter.notifyOfAddedMetric(
        counter(2), "undecodable", TestingGroup.of("events/intake", "freshet", "dead_letters"));
    reporter.notifyOfAddedMetric(
        counter(5), "null_key", TestingGroup.of("users/events/keying", "freshet", "dead_letters"));
    reporter.notifyOfAddedMetric(
        counter(1), "null_key", TestingGroup.of("users/orders/keying", "freshet", "dead_letters"));
    reporter.notifyOfAddedMetric(
        counter(0), "too_late", TestingGroup.of("events/intake", "freshet", "dead_letters"));
    MetricsSnapshot snapshot = metrics.snapshot();
    assertThat(snapshot.deadLetters()).isEqualTo(Map.of("undecodable", 2L, "null_key", 6L));
    assertThat(snapshot.deadLetters("users")).isEqualTo(Map.of("null_key", 6L));
    assertThat(snapshot.deadLetters("events")).isEqualTo(Map.of("undecodable", 2L));
  }

  @Test
  void aGroupMayNameItsView() {
    MetricReporter reporter = reporter();
    reporter.notifyOfAddedMetric(
        counter(8),
        "rows_published",
        TestingGroup.of("users/windows", "freshet", "view", "users").with("<view>", "users"));
    assertThat(metrics.snapshot().counters())
        .isEqualTo(Map.of(new CounterId("rows_published", "users"), 8L));
  }

  @Test
  void otherGroupsAreNotOurs() {
    MetricReporter reporter = reporter();
    reporter.notifyOfAddedMetric(counter(8), "records_read", TestingGroup.of("a", "KafkaReader"));
    reporter.notifyOfAddedMetric(counter(8), "records_read", TestingGroup.of(null, "freshet"));
    assertThat(metrics.snapshot().counters()).isEmpty();
  }

  @Test
  void freshnessIsMeasuredSinceItsRestart() {
    MetricReporter reporter = reporter();
    DescriptiveStatisticsHistogram histogram = new DescriptiveStatisticsHistogram(100);
    histogram.update(5_000);
    TestingGroup group = TestingGroup.of("redis users", "freshet");
    reporter.notifyOfAddedMetric(histogram, "freshness_ms", group);
    assertThat(metrics.snapshot().freshness().max()).isEqualTo(5_000);
    histogram.update(6_000);
    metrics.restartFreshness();
    histogram.update(20);
    reporter.notifyOfRemovedMetric(histogram, "freshness_ms", group);
    assertThat(metrics.snapshot().freshness()).isEqualTo(new LatencySummary(1, 20, 20, 20));
  }

  @Test
  void reportersOfTheEnvironmentStay() {
    assertThat(metrics.flinkOptions(Map.of("metrics.reporters", "prom")))
        .containsEntry("metrics.reporters", "prom,freshet-live");
    assertThat(metrics.flinkOptions(Map.of())).doesNotContainKey("metrics.reporters");
  }

  @Test
  void nobodyListensAfterTheEnd() {
    metrics.close();
    reporter().notifyOfAddedMetric(counter(1), "records_read", TestingGroup.of("a/b", "freshet"));
    assertThat(metrics.snapshot().counters()).isEmpty();
  }
}
