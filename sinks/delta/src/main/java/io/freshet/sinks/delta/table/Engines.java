package io.freshet.sinks.delta.table;

import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.ExpressionHandler;
import io.delta.kernel.engine.FileSystemClient;
import io.delta.kernel.engine.JsonHandler;
import io.delta.kernel.engine.MetricsReporter;
import io.delta.kernel.engine.ParquetHandler;
import io.freshet.sinks.delta.s3.ConditionalPuts;
import io.freshet.sinks.delta.s3.S3LogStore;
import io.freshet.sinks.delta.s3.S3Property;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Kernel engines over Hadoop file systems. */
public final class Engines {
  /** Copied by all others: to read Hadoop's files takes longer than to open a table. */
  private static final Configuration DEFAULTS = defaults();

  private Engines() {}

  private static Configuration defaults() {
    Configuration configuration = new Configuration();
    // not the loader of the job that comes first: Hadoop keeps file systems, and this with them
    configuration.setClassLoader(Engines.class.getClassLoader());
    configuration.set("io.delta.kernel.logStore.file.impl", AtomicLocalLogStore.class.getName());
    // for Kernel's own files, the log's checkpoints
    configuration.set("parquet.compression", "ZSTD");
    configuration.set("io.delta.kernel.logStore.s3a.impl", S3LogStore.class.getName());
    return configuration;
  }

  /**
   * Hadoop's configuration.
   *
   * @param hadoop properties of the store, see {@link DeltaSinkOptions}
   */
  public static Configuration configuration(Map<String, String> hadoop) {
    Configuration configuration = new Configuration(DEFAULTS);
    S3Property.apply(hadoop, configuration);
    return configuration;
  }

  public static Engine engine(Map<String, String> hadoop) {
    Configuration configuration = configuration(hadoop);
    Engine kernel = DefaultEngine.create(configuration);
    return new SafeEngine(
        kernel, new AtomicParquetHandler(kernel.getParquetHandler(), configuration), configuration);
  }

  /**
   * Checks the store of a table that shall be written, once per process and store.
   *
   * @param engine one of {@link #engine}
   * @throws io.freshet.sinks.delta.s3.S3RefusedException if it denies access, or is none to trust
   *     with commits
   */
  static void requireSafeCommits(Engine engine, String table) {
    if (engine instanceof SafeEngine ours && !TablePaths.isLocal(table)) {
      try {
        ConditionalPuts.require(new Path(table, "_delta_log"), ours.configuration);
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
  }

  private record SafeEngine(Engine kernel, ParquetHandler parquet, Configuration configuration)
      implements Engine {
    @Override
    public ExpressionHandler getExpressionHandler() {
      return kernel.getExpressionHandler();
    }

    @Override
    public JsonHandler getJsonHandler() {
      return kernel.getJsonHandler();
    }

    @Override
    public FileSystemClient getFileSystemClient() {
      return kernel.getFileSystemClient();
    }

    @Override
    public ParquetHandler getParquetHandler() {
      return parquet;
    }

    @Override
    public List<MetricsReporter> getMetricsReporters() {
      return kernel.getMetricsReporters();
    }
  }
}
