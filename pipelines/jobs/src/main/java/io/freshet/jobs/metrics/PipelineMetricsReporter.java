package io.freshet.jobs.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.jspecify.annotations.Nullable;

/** Passes on the counters and the freshness of the group {@value #GROUP}. */
final class PipelineMetricsReporter implements MetricReporter {
  private static final String GROUP = "freshet";
  private static final String FRESHNESS = "freshness_ms";
  private static final String OPERATOR = "<operator_name>";
  private static final String VIEW = "view";
  private static final String VIEW_VARIABLE = "<view>";
  private static final String ONLINE = "redis ";

  private final @Nullable PipelineMetrics metrics;

  /**
   * A reporter.
   *
   * @param metrics where metrics go; null: nobody watches any more
   */
  PipelineMetricsReporter(@Nullable PipelineMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (metrics == null) {
      return;
    }
    Optional<CounterId> id = identify(name, group);
    if (id.isPresent() && metric instanceof Counter counter) {
      metrics.add(id.get(), counter);
    } else if (id.isPresent()
        && id.get().name().equals(FRESHNESS)
        && metric instanceof Histogram histogram) {
      metrics.add(histogram);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (metrics == null) {
      return;
    }
    Optional<CounterId> id = identify(name, group);
    if (id.isPresent() && metric instanceof Counter counter) {
      metrics.remove(id.get(), counter);
    } else if (metric instanceof Histogram histogram) {
      metrics.remove(histogram);
    }
  }

  /** The metric's name from our group on, and its owner; empty if it is none of ours. */
  private static Optional<CounterId> identify(String name, MetricGroup group) {
    Map<String, String> variables = group.getAllVariables();
    String operator = variables.get(OPERATOR);
    List<String> scope = Arrays.asList(group.getScopeComponents());
    int ours = scope.lastIndexOf(GROUP);
    if (operator == null || ours < 0) {
      return Optional.empty();
    }
    List<String> path = scope.subList(ours + 1, scope.size());
    String view = variables.get(VIEW_VARIABLE);
    if (view != null && path.size() >= 2 && path.get(0).equals(VIEW)) {
      path = path.subList(2, path.size());
    }
    StringBuilder full = new StringBuilder();
    path.forEach(part -> full.append(part).append('.'));
    return Optional.of(
        new CounterId(full.append(name).toString(), view == null ? owner(operator) : view));
  }

  /** Operators are named {@code OWNER/...}, but for the one that writes online. */
  private static String owner(String operator) {
    String plain = operator.startsWith(ONLINE) ? operator.substring(ONLINE.length()) : operator;
    int slash = plain.indexOf('/');
    return slash < 0 ? plain : plain.substring(0, slash);
  }
}
