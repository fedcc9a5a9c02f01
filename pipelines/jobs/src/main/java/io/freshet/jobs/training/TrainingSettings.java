package io.freshet.jobs.training;

import io.freshet.defs.env.Environment;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
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
  /** Of a process, for records on their way. */
  private static final int NETWORK_MIB = 64;

  /** Of a task in batch mode, for what it writes for others. */
  private static final int FILES_MIB = 16;

  /** Buffers for each of the several outputs of such a task. */
  private static final int FEWEST_BUFFERS = 64;

  /** Of a task in batch mode, to sort in; the rest is sorted on disk. */
  private static final int SORT_MIB = 128;

  private TrainingSettings() {}

  static Configuration of(Environment environment, TrainingOptions options) {
    Configuration given = Configuration.fromMap(environment.flink());
    int tasks = options.parallelism();
    if (tasks == 0) {
      tasks =
          given
              .getOptional(CoreOptions.DEFAULT_PARALLELISM)
              .orElseGet(Runtime.getRuntime()::availableProcessors);
    }
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    // Hadoop looks for its settings once more when the process ends
    settings.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    settings.set(TaskManagerOptions.NUM_TASK_SLOTS, tasks);
    // a buffer is sent when it is full, or when its sender is done
    settings.set(ExecutionOptions.BUFFER_TIMEOUT_ENABLED, false);
    boolean sorts = options.mode() == TrainingMode.RECOMPUTED;
    setMemory(settings, TaskManagerOptions.MANAGED_MEMORY_SIZE, sorts ? SORT_MIB * tasks : 16);
    int network = sorts ? Math.max(NETWORK_MIB, FILES_MIB * tasks) : NETWORK_MIB;
    setMemory(settings, TaskManagerOptions.NETWORK_MEMORY_MIN, network);
    setMemory(settings, TaskManagerOptions.NETWORK_MEMORY_MAX, network);
    settings.set(NettyShuffleEnvironmentOptions.NETWORK_SORT_SHUFFLE_MIN_BUFFERS, FEWEST_BUFFERS);
    settings.addAll(given);
    settings.set(
        ExecutionOptions.RUNTIME_MODE,
        sorts ? RuntimeExecutionMode.BATCH : RuntimeExecutionMode.STREAMING);
    settings.set(CoreOptions.DEFAULT_PARALLELISM, tasks);
    settings.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    return settings;
  }

  private static void setMemory(
      Configuration settings, ConfigOption<MemorySize> option, int mebibytes) {
    settings.set(option, MemorySize.ofMebiBytes(mebibytes));
  }
}
