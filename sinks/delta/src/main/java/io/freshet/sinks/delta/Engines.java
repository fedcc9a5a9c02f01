package io.freshet.sinks.delta;

import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Kernel engines over Hadoop file systems. */
final class Engines {
  private Engines() {}

  static Configuration configuration(Map<String, String> hadoop) {
    Configuration configuration = new Configuration();
    configuration.set("io.delta.kernel.logStore.file.impl", AtomicLocalLogStore.class.getName());
    // for Kernel's own files, the log's checkpoints
    configuration.set("parquet.compression", "ZSTD");
    hadoop.forEach(configuration::set);
    return configuration;
  }

  static Engine engine(Map<String, String> hadoop) {
    return DefaultEngine.create(configuration(hadoop));
  }
}
