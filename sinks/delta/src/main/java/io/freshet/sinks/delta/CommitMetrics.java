package io.freshet.sinks.delta;

import io.freshet.sinks.delta.table.CommitOutcome;
import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.PendingCommit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of commits, in the metric group {@code freshet}: {@code commits}, {@code
 * commit_conflicts} (another writer came first), {@code commit_retries} (the store failed for a
 * moment), {@code rows_committed}, {@code files_committed}, {@code bytes_committed}, {@code
 * file_bytes} (sizes of the files) and {@code commit_lag_ms}. Read by other threads than the one
 * that tells it.
 */
final class CommitMetrics {
  static final String GROUP = "freshet";

  private static final int FILE_SAMPLES = 1_024;
  private static final long NOTHING = Long.MAX_VALUE;

  private final Counter commits;
  private final Counter conflicts;
  private final Counter retries;
  private final Counter rows;
  private final Counter files;
  private final Counter bytes;
  private final Histogram fileBytes;
  private volatile long lastLag;
  private volatile long oldestSealedAt = NOTHING;

  CommitMetrics(MetricGroup operator) {
    MetricGroup group = operator.addGroup(GROUP);
    commits = group.counter("commits");
    conflicts = group.counter("commit_conflicts");
    retries = group.counter("commit_retries");
    rows = group.counter("rows_committed");
    files = group.counter("files_committed");
    bytes = group.counter("bytes_committed");
    fileBytes = group.histogram("file_bytes", new DescriptiveStatisticsHistogram(FILE_SAMPLES));
    group.gauge("commit_lag_ms", this::lag);
  }

  /** The commit that is made next; null if there is none. */
  void waiting(@Nullable PendingCommit oldest) {
    oldestSealedAt = oldest == null ? NOTHING : oldest.sealedAt();
  }

  void committed(PendingCommit commit, CommitOutcome outcome) {
    commits.inc();
    conflicts.inc(outcome.conflicts());
    retries.inc(outcome.retries());
    lastLag = System.currentTimeMillis() - commit.sealedAt();
    for (DataFile file : commit.files()) {
      rows.inc(file.rows());
      files.inc();
      bytes.inc(file.size());
      fileBytes.update(file.size());
    }
  }

  /**
   * How long the last commit came after its rows; or the next one has waited, if that is longer.
   */
  private long lag() {
    long sealedAt = oldestSealedAt;
    return sealedAt == NOTHING ? lastLag : Math.max(lastLag, System.currentTimeMillis() - sealedAt);
  }
}
