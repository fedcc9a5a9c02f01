package io.freshet.jobs.topology;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.jobs.JobException;
import io.freshet.jobs.JobOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Flink's configuration of a job: our defaults, then the caller's options, then the environment's.
 *
 * <p>Generic (Kryo) serialization is switched off: a type that would need it is an error when the
 * job is built.
 */
public final class JobSettings {
  /** Key groups of the keyed operators unless the environment says otherwise. */
  private static final int MAX_PARALLELISM = 128;

  /** How much heap a task of a view uses for the keys that it holds in memory. */
  private static final ConfigOption<MemorySize> KEY_MEMORY =
      ConfigOptions.key("freshet.keys-in-memory.size")
          .memoryType()
          .noDefaultValue()
          .withDescription(
              "Heap of each task of each view for keys held as objects; by default a fifth of the"
                  + " heap, shared by the tasks of all views.");

  private JobSettings() {}

  /** Bytes of heap for the keys that a task of a view holds; 0 for a share of the heap. */
  public static long keyMemory(ReadableConfig settings) {
    return settings.getOptional(KEY_MEMORY).map(MemorySize::getBytes).orElse(0L);
  }

  /** The configuration of a pipeline's job. */
  public static Configuration of(PipelinePlan plan, Environment environment, JobOptions options) {
    Configuration settings = defaults(plan);
    options.flink().forEach(settings::setString);
    environment.flink().forEach(settings::setString);
    if (options.parallelism() > 0) {
      settings.set(CoreOptions.DEFAULT_PARALLELISM, options.parallelism());
    } else if (!settings.contains(CoreOptions.DEFAULT_PARALLELISM)) {
      settings.set(CoreOptions.DEFAULT_PARALLELISM, 1);
    }
    if (!settings.contains(TaskManagerOptions.NUM_TASK_SLOTS)) {
      settings.set(
          TaskManagerOptions.NUM_TASK_SLOTS, settings.get(CoreOptions.DEFAULT_PARALLELISM));
    }
    String directory = checkpointDirectory(plan, environment, settings);
    if (directory != null) {
      settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory);
    }
    restore(plan, options, settings, directory);
    return settings;
  }

  /** The configuration of a replay: one task, no checkpoints, nothing remembered. */
  public static Configuration replay(PipelinePlan plan) {
    Configuration settings = defaults(plan);
    settings.set(PipelineOptions.NAME, plan.name() + " replay");
    settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    settings.set(CoreOptions.DEFAULT_PARALLELISM, 1);
    settings.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    return settings;
  }

  private static Configuration defaults(PipelinePlan plan) {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.NAME, plan.name());
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    // Hadoop looks for its settings once more when the process ends
    settings.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    settings.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(10));
    settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    RocksSettings.addTo(settings);
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    return settings;
  }

  /**
   * Where checkpoints go unless the environment says it: beside the pipeline's tables, if these are
   * in a folder. Flink's file systems know nothing of the environment's credentials.
   */
  private static @Nullable String checkpointDirectory(
      PipelinePlan plan, Environment environment, Configuration settings) {
    Optional<String> given = settings.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    if (given.isPresent()) {
      return new Path(given.get(), plan.name()).toString();
    }
    Environment.Offline offline = environment.offline();
    if (offline == null) {
      return null;
    }
    Path root = new Path(offline.root());
    String scheme = root.toUri().getScheme();
    if (scheme != null && !scheme.equalsIgnoreCase("file")) {
      throw new JobException(
          "Checkpoints stand beside the tables only where these are in a folder, and they are in "
              + root
              + "; say where Flink shall write them: flink: {"
              + CheckpointingOptions.CHECKPOINTS_DIRECTORY.key()
              + ": \"file:///...\"}, or an s3:// path if one of Flink's S3 plugins is installed");
    }
    return new Path(new Path(root, plan.name()), "_checkpoints").toString();
  }

  private static void restore(
      PipelinePlan plan, JobOptions options, Configuration settings, @Nullable String directory) {
    if (options.fresh() || settings.contains(StateRecoveryOptions.SAVEPOINT_PATH)) {
      return;
    }
    String from = options.restoreFrom();
    if (from == null && directory != null) {
      try {
        from = LatestCheckpoint.in(directory).orElse(null);
      } catch (IOException e) {
        throw new JobException(
            "The checkpoints of pipeline '"
                + plan.name()
                + "' in "
                + directory
                + " cannot be read; check the folder, or start without state (--fresh)",
            e);
      }
      settings.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
    }
    if (from != null) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, from);
    }
  }
}
