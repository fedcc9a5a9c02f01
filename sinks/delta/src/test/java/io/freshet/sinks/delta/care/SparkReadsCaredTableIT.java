package io.freshet.sinks.delta.care;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.sinks.testing.IndependentDeltaReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody else finds in a table that was cared for. */
class SparkReadsCaredTableIT {
  private static final List<String> COLUMNS =
      List.of(
          "user_id",
          "shop",
          "feature_timestamp",
          "available_at",
          "sequence",
          "generation",
          "clicks",
          "score",
          "label",
          "active",
          "seen_at",
          "lately");

  @TempDir Path root;

  @Test
  void sparkReadsTheSame() throws Exception {
    CaredTable table = new CaredTable(root, 128 << 20);
    for (int i = 0; i < 12; i++) {
      table.append(50 * i, 50 * (i + 1));
    }
    table.care().optimize(OptimizeOptions.smallFiles());
    table.append(600, 700);
    table.care().restore(8);
    table.append(700, 800);
    table.care().optimize(OptimizeOptions.allFiles());
    VacuumOptions none =
        new VacuumOptions(
            Duration.ZERO,
            Duration.ofDays(1),
            VacuumOptions.Bounds.UNCHECKED,
            VacuumOptions.Mode.DELETE);
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(31));
    assertThat(table.care().at(later).vacuum(none).files()).isNotEmpty();
    assertThat(table.storedFiles()).isEqualTo(table.files().size());
    assertThat(table.log().oldest(table.log().latest())).isEqualTo(10);

    List<Map<String, Object>> theirs = IndependentDeltaReader.rows(table.folder());

    assertThat(theirs.stream().map(SparkReadsCaredTableIT::compared).toList())
        .hasSize(500)
        .containsExactlyInAnyOrderElementsOf(
            table.contents().stream().map(SparkReadsCaredTableIT::compared).toList());
  }

  private static List<String> compared(Map<String, Object> row) {
    return COLUMNS.stream().map(column -> String.valueOf(row.get(column))).toList();
  }
}
