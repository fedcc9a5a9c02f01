package io.freshet.bench.burst;

import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CheckpointStatsStatus;

/**
 * How long checkpoints took, from trigger to the last acknowledgement.
 *
 * @param calm those before midnight
 * @param burst those of which a part lay between midnight and the last expiry
 * @param failed how many failed or had not ended, at any time
 */
record Checkpoints(Percentiles calm, Percentiles burst, int failed) {

  /**
   * Sorts the checkpoints of a job.
   *
   * @param from when the calm began; all times are UTC milliseconds
   */
  static Checkpoints of(CheckpointStatsSnapshot stats, long from, long midnight, long end) {
    List<AbstractCheckpointStats> all = stats.getHistory().getCheckpoints();
    return new Checkpoints(
        durations(all, c -> c.getTriggerTimestamp() >= from && endOf(c) < midnight),
        durations(all, c -> endOf(c) >= midnight && c.getTriggerTimestamp() <= end),
        (int) stats.getCounts().getNumberOfFailedCheckpoints());
  }

  private static long endOf(AbstractCheckpointStats checkpoint) {
    return checkpoint.getTriggerTimestamp() + Math.max(0, checkpoint.getEndToEndDuration());
  }

  private static Percentiles durations(
      List<AbstractCheckpointStats> all, Predicate<AbstractCheckpointStats> chosen) {
    return Percentiles.of(
        all.stream()
            .filter(c -> c.getStatus() == CheckpointStatsStatus.COMPLETED)
            .filter(chosen)
            .mapToDouble(AbstractCheckpointStats::getEndToEndDuration));
  }
}
