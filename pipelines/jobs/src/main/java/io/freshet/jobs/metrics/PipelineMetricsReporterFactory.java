package io.freshet.jobs.metrics;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** How Flink finds the reporter that feeds a {@link PipelineMetrics}. */
public final class PipelineMetricsReporterFactory implements MetricReporterFactory {
  static final String ID = "id";

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new PipelineMetricsReporter(PipelineMetrics.opened(properties.getProperty(ID, "")));
  }
}
