package io.freshet.sinks.delta.table;

import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.ExpressionHandler;
import io.delta.kernel.engine.FileSystemClient;
import io.delta.kernel.engine.JsonHandler;
import io.delta.kernel.engine.MetricsReporter;
import io.delta.kernel.engine.ParquetHandler;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Kernel engines over Hadoop file systems. */
public final class Engines {
  private Engines() {}

  public static Configuration configuration(Map<String, String> hadoop) {
    Configuration configuration = new Configuration();
    configuration.set("io.delta.kernel.logStore.file.impl", AtomicLocalLogStore.class.getName());
    // for Kernel's own files, the log's checkpoints
    configuration.set("parquet.compression", "ZSTD");
    hadoop.forEach(configuration::set);
    return configuration;
  }

  public static Engine engine(Map<String, String> hadoop) {
    Configuration configuration = configuration(hadoop);
    Engine kernel = DefaultEngine.create(configuration);
    return new SafeEngine(
        kernel,
        new AtomicParquetHandler(kernel.getParquetHandler(), configuration),
        new LocalListings(kernel.getFileSystemClient()));
  }

  private record SafeEngine(Engine kernel, ParquetHandler parquet, FileSystemClient files)
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
      return files;
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
