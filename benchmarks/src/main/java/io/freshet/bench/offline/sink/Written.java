package io.freshet.bench.offline.sink;

/**
 * What a run took, after its warm-up.
 *
 * @param rows rows written
 * @param seconds wall clock for them
 * @param cpuSeconds CPU of the process for them, of all its threads
 * @param bytesPerRow bytes of all data files, by all rows in them
 */
public record Written(long rows, double seconds, double cpuSeconds, double bytesPerRow) {

  /** Rows per second of one core. */
  double rowsPerCpuSecond() {
    return rows / cpuSeconds;
  }
}
