package io.freshet.bench.offline.sink;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Measures what comes after the warm-up. Started by one thread and read by another. */
final class Stopwatch {
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private volatile long cpu;
  private volatile long time;

  void start() {
    cpu = system.getProcessCpuTime();
    time = System.nanoTime();
  }

  /** What has passed since the start. */
  Written stop(long rows, double bytesPerRow) {
    return new Written(
        rows,
        (System.nanoTime() - time) / 1e9,
        (system.getProcessCpuTime() - cpu) / 1e9,
        bytesPerRow);
  }
}
