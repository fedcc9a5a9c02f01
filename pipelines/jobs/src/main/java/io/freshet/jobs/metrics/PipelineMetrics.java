package io.freshet.jobs.metrics;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The live metrics of one job that runs in this process.
 *
 * <p>Flink makes its reporters itself, by class name. So a job is started with {@link
 * #flinkOptions}, which name our reporter and this object's id; the reporter finds the object by
 * the id and gives it the counters and histograms of the group {@code freshet}. Counters of tasks
 * that have ended keep what they had; a task that is started again counts what it reads again.
 *
 * <p>Thread-safe.
 */
public final class PipelineMetrics implements AutoCloseable {
  private static final String REPORTER = "freshet-live";
  private static final String REPORTERS = "metrics.reporters";
  private static final ConcurrentMap<String, PipelineMetrics> OPEN = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final Map<CounterId, Sum> counters = new HashMap<>();
  private final Map<Histogram, SampleReader> histograms = new IdentityHashMap<>();
  private LatencyCounts freshness = new LatencyCounts();

  private PipelineMetrics() {}

  /** Metrics for one job; to be closed when nobody looks at them any more. */
  public static PipelineMetrics open() {
    PipelineMetrics metrics = new PipelineMetrics();
    OPEN.put(metrics.id, metrics);
    return metrics;
  }

  static @Nullable PipelineMetrics opened(String id) {
    return OPEN.get(id);
  }

  /**
   * The options that a job has to be started with.
   *
   * @param others the job's other options; reporters that they name stay
   */
  public Map<String, String> flinkOptions(Map<String, String> others) {
    Map<String, String> options = new HashMap<>();
    String prefix = "metrics.reporter." + REPORTER + ".";
    options.put(prefix + "factory.class", PipelineMetricsReporterFactory.class.getName());
    options.put(prefix + PipelineMetricsReporterFactory.ID, id);
    String named = others.get(REPORTERS);
    if (named != null) {
      options.put(REPORTERS, named + "," + REPORTER);
    }
    return options;
  }

  /**
   * What has been counted so far. Freshness is complete only if this is called often enough: Flink
   * keeps the newest few thousand values of a histogram.
   */
  public synchronized MetricsSnapshot snapshot() {
    histograms.forEach((histogram, reader) -> reader.read(histogram, freshness));
    Map<CounterId, Long> counts = new HashMap<>();
    counters.forEach((counter, sum) -> counts.put(counter, sum.value()));
    return new MetricsSnapshot(counts, freshness.summary());
  }

  /** Forgets the freshness of all rows up to now. */
  public synchronized void restartFreshness() {
    LatencyCounts unused = new LatencyCounts();
    histograms.forEach((histogram, reader) -> reader.read(histogram, unused));
    freshness = new LatencyCounts();
  }

  synchronized void add(CounterId counter, Counter live) {
    counters.computeIfAbsent(counter, key -> new Sum()).live.add(live);
  }

  synchronized void remove(CounterId counter, Counter live) {
    Sum sum = counters.get(counter);
    if (sum != null && sum.live.remove(live)) {
      sum.ended += live.getCount();
    }
  }

  synchronized void add(Histogram live) {
    histograms.put(live, new SampleReader());
  }

  synchronized void remove(Histogram live) {
    SampleReader reader = histograms.remove(live);
    if (reader != null) {
      reader.read(live, freshness);
    }
  }

  /** Ends the watch. What has been counted stays readable. */
  @Override
  public void close() {
    OPEN.remove(id);
  }

  /** A counter over all subtasks, those that have ended too. */
  private static final class Sum {
    private final Set<Counter> live = Collections.newSetFromMap(new IdentityHashMap<>());
    private long ended;

    long value() {
      return ended + live.stream().mapToLong(Counter::getCount).sum();
    }
  }
}
