package io.freshet.bench.online;

import io.freshet.schemas.Field;
import io.freshet.schemas.RowProjection;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.SplittableRandom;

/** What it takes to read 20 features of a row in memory. */
final class DecodePart {
  private static final int WANTED = 20;
  private static final int READS = 400_000;

  private final List<Field> features;
  private final RowProjection projection;
  private long seen;

  DecodePart(OnlineData data) {
    features = data.layout().features();
    SplittableRandom random = new SplittableRandom(20);
    projection =
        data.codec()
            .project(
                random
                    .ints(WANTED, 0, features.size())
                    .mapToObj(i -> features.get(i).name())
                    .toList());
  }

  /** Microseconds of CPU a row, after as many reads for warm-up. */
  double microseconds(List<byte[]> rows) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    read(rows);
    long begin = threads.getCurrentThreadCpuTime();
    read(rows);
    return (threads.getCurrentThreadCpuTime() - begin) / 1e3 / READS;
  }

  /** How many values were not NULL, so that they had to be read. */
  long seen() {
    return seen;
  }

  private void read(List<byte[]> rows) {
    for (int i = 0; i < READS; i++) {
      for (Object value : projection.read(rows.get(i % rows.size()))) {
        seen += value == null ? 0 : 1;
      }
    }
  }
}
