package io.freshet.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.junit.jupiter.api.Test;

/** Holds for Flink's own histogram: the reader knows how that keeps its values. */
class SampleReaderTest {
  private final DescriptiveStatisticsHistogram histogram = new DescriptiveStatisticsHistogram(10);
  private final SampleReader reader = new SampleReader();

  private LatencySummary read() {
    LatencyCounts counts = new LatencyCounts();
    reader.read(histogram, counts);
    return counts.summary();
  }

  @Test
  void eachValueIsReadOnce() {
    for (int i = 1; i <= 7; i++) {
      histogram.update(i);
    }
    assertThat(read()).isEqualTo(new LatencySummary(7, 4, 7, 7));
    assertThat(read().count()).isZero();
    for (int i = 101; i <= 108; i++) {
      histogram.update(i);
    }
    assertThat(read()).isEqualTo(new LatencySummary(8, 104, 108, 108));
    histogram.update(5);
    assertThat(read()).isEqualTo(new LatencySummary(1, 5, 5, 5));
  }

  @Test
  void whatFlinkHasDroppedIsLeftOut() {
    for (int i = 1; i <= 25; i++) {
      histogram.update(i);
    }
    assertThat(read()).isEqualTo(new LatencySummary(10, 20, 25, 25));
  }
}
