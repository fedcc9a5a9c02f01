package io.freshet.bench.offline.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Field;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JoinedLabelsIT {
  private static final RowLayout LAYOUT =
      new RowLayout(
          "bench",
          "shopper",
          List.of(new Field("user_id", ValueType.STRING)),
          List.of(
              new Field("views", ValueType.BIGINT),
              new Field("revenue", ValueType.decimal(38, 2)),
              new Field("bought_at", ValueType.TIMESTAMP)));

  @TempDir private Path directory;

  @Test
  void orderAndWidthOfNumbersDoNotMatter() throws SQLException {
    JoinedLabels one = joined("one", "CAST(i AS BIGINT)", "CAST(i AS DECIMAL(38, 2))", "ASC");
    JoinedLabels other = joined("other", "CAST(i AS INTEGER)", "CAST(i AS DECIMAL(9, 2))", "DESC");
    assertThat(other.digests()).isEqualTo(one.digests());
  }

  @Test
  void aValueThatDiffersIsFound() throws SQLException {
    JoinedLabels one = joined("one", "i", "CAST(i AS DECIMAL(38, 2))", "ASC");
    JoinedLabels other = joined("other", "i", "CAST(nullif(i, 7) AS DECIMAL(38, 2))", "ASC");
    assertThat(other.digests().get("revenue")).isNotEqualTo(one.digests().get("revenue"));
    assertThat(other.digests().get("views")).isEqualTo(one.digests().get("views"));
    assertThat(one.difference(other, "revenue")).isEqualTo("of order 7: 7.00 and null");
  }

  @Test
  void aValueThatMovesToAnotherLabelIsFound() throws SQLException {
    JoinedLabels one = joined("one", "i % 2", "i", "ASC");
    JoinedLabels other = joined("other", "(i + 1) % 2", "i", "ASC");
    assertThat(other.digests().get("views")).isNotEqualTo(one.digests().get("views"));
  }

  private JoinedLabels joined(String name, String views, String revenue, String order)
      throws SQLException {
    Path file = directory.resolve(name + ".parquet");
    DuckDb.run(
        """
        COPY (
          SELECT i AS order_id, 'user' || i AS user_id, epoch_ms(i * 1000) AS label_time,
            1 AS label, %s AS views, %s AS revenue, epoch_ms(i) AS bought_at
          FROM range(1000) AS numbers (i)
          ORDER BY i %s)
        TO '%s' (FORMAT parquet)
        """
            .formatted(views, revenue, order, file));
    return new JoinedLabels(file, LAYOUT);
  }
}
