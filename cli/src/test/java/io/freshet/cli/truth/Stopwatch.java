package io.freshet.cli.truth;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Prints what a step of a long test came to, how long it took, and the processor time of this JVM
 * in it. Not thread-safe.
 */
final class Stopwatch {
  private final String test;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private long lap = System.nanoTime();
  private long processor = system.getProcessCpuTime();

  Stopwatch(String test) {
    this.test = test;
  }

  void lap(String step) {
    long now = System.nanoTime();
    long busy = system.getProcessCpuTime();
    System.out.printf(
        "%s: %s, %.1f s, %.1f s of processor time%n",
        test, step, (now - lap) / 1e9, (busy - processor) / 1e9);
    processor = busy;
    lap = now;
  }
}
