package io.freshet.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkClusterIT {

  @TempDir private Path directory;

  @Test
  void aKilledTaskManagerIsReplaced() throws Exception {
    List<Path> jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> entry.endsWith(".jar"))
            .map(Path::of)
            .toList();
    FlinkCluster.Options options =
        new FlinkCluster.Options(
            jars, Map.of("taskmanager.numberOfTaskSlots", "3", "metrics.scope.jm", "it's mine"));
    FlinkCluster cluster = FlinkCluster.start(directory, options);
    ChildProcess jobManager = cluster.jobManager();
    ChildProcess first = cluster.taskManager();
    try {
      assertThat(Probes.get(cluster.restUrl() + "/overview"))
          .contains("\"taskmanagers\":1", "\"slots-total\":3");
      cluster.killTaskManager();
      assertThat(first.isAlive()).isFalse();
      cluster.startTaskManager();
      assertThat(cluster.taskManager().pid()).isNotEqualTo(first.pid());
      assertThat(cluster.taskManager().isAlive()).isTrue();
    } finally {
      cluster.close();
    }
    assertThat(jobManager.isAlive()).isFalse();
  }
}
