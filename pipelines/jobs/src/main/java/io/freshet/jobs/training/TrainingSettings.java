package io.freshet.jobs.training;

import io.freshet.defs.env.Environment;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * Flink's configuration of the job: our defaults, then the environment's options.
 *
 * <p>Logged values: all tasks run at once and hand on records as they come (streaming mode with
 * bounded inputs). In batch mode each exchange would be written to disk first. Recomputed values:
 * batch mode, as events are sorted by entity. There is no state that Flink would have to keep, and
 * no checkpoints: a set is made whole or not at all.
 */
final class TrainingSettings {
  /** For the tasks of a process; more than that is sorted on disk. */
  private static final int SORTING_MIB = 256;

  private TrainingSettings() {}

  static Configuration of(Environment environment, TrainingOptions options) {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    // Hadoop looks for its settings once more when the process ends
    settings.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    boolean sorts = options.mode() == TrainingMode.RECOMPUTED;
    settings.set(
        ExecutionOptions.RUNTIME_MODE,
        sorts ? RuntimeExecutionMode.BATCH : RuntimeExecutionMode.STREAMING);
    // a buffer is sent when it is full, or when its sender is done
    settings.set(ExecutionOptions.BUFFER_TIMEOUT_ENABLED, false);
    settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    settings.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(sorts ? SORTING_MIB : 16));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    environment.flink().forEach(settings::setString);
    settings.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    if (options.parallelism() > 0) {
      settings.set(CoreOptions.DEFAULT_PARALLELISM, options.parallelism());
    } else if (!settings.contains(CoreOptions.DEFAULT_PARALLELISM)) {
      settings.set(CoreOptions.DEFAULT_PARALLELISM, Runtime.getRuntime().availableProcessors());
    }
    if (!settings.contains(TaskManagerOptions.NUM_TASK_SLOTS)) {
      settings.set(
          TaskManagerOptions.NUM_TASK_SLOTS, settings.get(CoreOptions.DEFAULT_PARALLELISM));
    }
    return settings;
  }
}
