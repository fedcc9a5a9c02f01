package io.freshet.jobs.training;

import io.freshet.defs.env.Environment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;

/** How many labels fit into the memory of the tasks that read tables. */
final class LabelMemory {
  /** What a label costs such a task, and its share of the task that joins it; measured. */
  private static final long BYTES = 400;

  private LabelMemory() {}

  /** The options with a number of labels in memory that fits this process, if none was given. */
  static TrainingOptions addTo(TrainingOptions options, Environment environment, int views) {
    if (options.labelsInMemory() > 0) {
      return options;
    }
    int tasks = options.parallelism();
    if (tasks == 0) {
      tasks =
          Configuration.fromMap(environment.flink())
              .getOptional(CoreOptions.DEFAULT_PARALLELISM)
              .orElseGet(Runtime.getRuntime()::availableProcessors);
    }
    long room = Runtime.getRuntime().maxMemory() / (BYTES * tasks * Math.max(1, views));
    return options.withLabelsInMemory(
        (int) Math.max(1, Math.min(TrainingOptions.MOST_LABELS_IN_MEMORY, room)));
  }
}
