package io.freshet.bench.offline.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkRunIT {
  private static final int WARM_UP = 100;
  private static final int ROWS = 900;

  @TempDir Path directory;

  @Test
  void bothWriteTheSameRows() throws Exception {
    List<Map<String, Object>> bySink = rows(Writer.FRESHET);

    assertThat(bySink)
        .hasSize(WARM_UP + ROWS)
        .allSatisfy(
            row -> {
              assertThat(row).hasSize(300 + 6);
              assertThat(row.values().stream().filter(value -> value != null && !value.equals(0L)))
                  .hasSizeBetween(15, 80);
            });
    assertThat(rows(Writer.KERNEL)).containsExactlyInAnyOrderElementsOf(bySink);
  }

  private List<Map<String, Object>> rows(Writer writer) throws Exception {
    Path folder = directory.resolve(writer.label());
    Written written = new SinkRun(folder, WARM_UP, ROWS).run(writer);
    assertThat(written.rows()).isEqualTo(ROWS);
    assertThat(written.cpuSeconds()).isPositive();
    assertThat(written.bytesPerRow()).isPositive();
    List<Map<String, Object>> rows = new ArrayList<>();
    DeltaTableReader.open(DeltaSinkOptions.of(folder.toString()), "bench", "shop")
        .forEachRow(rows::add);
    return rows;
  }
}
