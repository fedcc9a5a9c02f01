package io.freshet.clients.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.local.processes.RedisServer;
import io.freshet.schemas.PublishedLayout;
import io.freshet.schemas.RowLayout;
import io.freshet.sinks.redis.client.OnlineStore;
import io.freshet.sinks.redis.client.RedisKeys;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Python reads from Redis what Java writes there. */
class PythonReadsIT {
  private static final Path VECTORS =
      Path.of("..", "..", "schemas", "vectors", "packed-rows.jsonl");

  @TempDir Path directory;

  @Test
  void rowsOfJavaAreReadFromRedis() throws Exception {
    assumeTrue(PythonProcess.canRun(), PythonProcess.NEEDED);
    try (RedisServer redis = RedisServer.start(directory)) {
      try (OnlineStore store = OnlineStore.at(redis.uri())) {
        write(store, Files.readAllLines(VECTORS));
      }
      URI uri = URI.create(redis.uri());

      PythonProcess run =
          PythonProcess.run("tests/live.py", uri.getHost(), String.valueOf(uri.getPort()));
      assertThat(run.exitCode()).as("python3 says:\n%s", run.output()).isZero();
      assertThat(run.output()).matches("\\d{2,} rows, \\d{3,} values agree\\s*");
    }
  }

  /** Each row that is not damaged under a view of its own. */
  private static void write(OnlineStore store, List<String> vectors) throws Exception {
    ObjectMapper json = new ObjectMapper();
    for (int i = 0; i < vectors.size(); i++) {
      JsonNode vector = json.readTree(vectors.get(i));
      if (vector.has("values")) {
        RowLayout told = PublishedLayout.fromJson(vector.get("layout").toString()).layout();
        RowLayout layout =
            new RowLayout("shop", "v" + i, told.keys(), told.features(), told.implied());
        store.publishLayout(new PublishedLayout(layout, Map.of(), Map.of())).join();
        byte[] row = HexFormat.of().parseHex(vector.get("row").asText());
        byte[] key = RedisKeys.of("shop", layout.view()).row("u");
        store.write(List.of(key), List.of(row), 0).join();
      }
    }
  }
}
