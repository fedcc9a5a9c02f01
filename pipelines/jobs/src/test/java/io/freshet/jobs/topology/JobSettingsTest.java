package io.freshet.jobs.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.jobs.JobException;
import io.freshet.jobs.JobOptions;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.junit.jupiter.api.Test;

class JobSettingsTest {
  private static final PipelinePlan PLAN = new PipelinePlan("shop", List.of(), List.of());

  @Test
  void rocksReadsByKeyWithFewBytesInMemory() {
    Configuration settings = settings(Map.of(), Map.of());

    assertThat(settings.get(RocksDBOptions.USE_PARTITIONED_INDEX_FILTERS)).isTrue();
    assertThat(settings.get(RocksDBConfigurableOptions.USE_BLOOM_FILTER)).isTrue();
    assertThat(settings.get(RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL))
        .hasToString("[LZ4_COMPRESSION]");
  }

  @Test
  void rocksOptionsOfTheEnvironmentWinOverTheCallersAndThoseOverOurs() {
    Configuration settings =
        settings(
            Map.of(
                "state.backend.rocksdb.use-bloom-filter",
                "false",
                "state.backend.rocksdb.memory.partitioned-index-filters",
                "true",
                "state.backend.rocksdb.compression.per.level",
                "NO_COMPRESSION"),
            Map.of(
                "state.backend.rocksdb.memory.partitioned-index-filters",
                "false",
                "state.backend.rocksdb.compression.per.level",
                "NO_COMPRESSION;SNAPPY_COMPRESSION"));

    assertThat(settings.get(RocksDBConfigurableOptions.USE_BLOOM_FILTER)).isFalse();
    assertThat(settings.get(RocksDBOptions.USE_PARTITIONED_INDEX_FILTERS)).isFalse();
    assertThat(settings.get(RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL))
        .hasToString("[NO_COMPRESSION, SNAPPY_COMPRESSION]");
  }

  @Test
  void checkpointsBesideTablesOnS3AreSaid() {
    Environment.Offline s3 = new Environment.Offline("s3://bucket/tables", Map.of());

    assertThatThrownBy(() -> JobSettings.of(PLAN, environment(s3, Map.of()), fresh()))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("s3://bucket/tables")
        .hasMessageContaining("execution.checkpointing.dir");
    Map<String, String> said = Map.of("execution.checkpointing.dir", "file:///var/checkpoints");
    assertThat(
            JobSettings.of(PLAN, environment(s3, said), fresh())
                .get(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
        .isEqualTo("file:/var/checkpoints/shop");
  }

  @Test
  void checkpointsStandBesideTablesInAFolder() {
    for (String root : List.of("file:///var/freshet", "/var/freshet")) {
      Environment.Offline folder = new Environment.Offline(root, Map.of());
      assertThat(
              JobSettings.of(PLAN, environment(folder, Map.of()), fresh())
                  .get(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
          .endsWith("/var/freshet/shop/_checkpoints");
    }
  }

  private static JobOptions fresh() {
    return JobOptions.defaults().withFresh(true);
  }

  private static Environment environment(Environment.Offline offline, Map<String, String> flink) {
    return new Environment(null, null, null, offline, flink);
  }

  private static Configuration settings(Map<String, String> caller, Map<String, String> user) {
    return JobSettings.of(
        PLAN,
        new Environment(null, null, null, null, user),
        JobOptions.defaults().withFresh(true).withFlink(caller));
  }
}
