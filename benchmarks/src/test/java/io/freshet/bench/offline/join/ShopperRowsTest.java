package io.freshet.bench.offline.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.Field;
import io.freshet.schemas.PackedRow;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ShopperRowsTest {
  private static final RowLayout LAYOUT =
      new RowLayout(
          "bench",
          "shopper",
          List.of(new Field("user_id", ValueType.STRING)),
          List.of(
              new Field("page_views_1d", ValueType.BIGINT),
              new Field("page_views_7d", ValueType.BIGINT),
              new Field("page_views_30d", ValueType.BIGINT),
              new Field("sessions_7d", ValueType.BIGINT),
              new Field("purchases_30d", ValueType.BIGINT),
              new Field("revenue_7d", ValueType.decimal(38, 2)),
              new Field("revenue_30d", ValueType.decimal(38, 2)),
              new Field("order_value_30d", ValueType.DOUBLE),
              new Field("seconds_on_page_7d", ValueType.DOUBLE),
              new Field("last_purchase_at", ValueType.TIMESTAMP)));

  @Test
  void rowsOfAUserBecomeReadableInTheOrderOfTheirVersionsAtTimesOfTheirOwn() {
    Map<String, byte[]> last = new HashMap<>();
    for (FeatureRow row : rows()) {
      byte[] packed = row.packed();
      byte[] earlier = last.put(row.key(), packed);
      assertThat(PackedRow.availableAt(packed)).isGreaterThan(PackedRow.featureTimestamp(packed));
      if (earlier != null) {
        assertThat(PackedRow.availableAt(packed)).isGreaterThan(PackedRow.availableAt(earlier));
        assertThat(PackedRow.featureTimestamp(packed))
            .isGreaterThan(PackedRow.featureTimestamp(earlier));
        assertThat(PackedRow.sequence(packed)).isEqualTo(PackedRow.sequence(earlier) + 1);
      }
    }
  }

  @Test
  void someUsersHaveManyRowsAndSomeRowsAreLateOrHoldNulls() {
    Map<String, Integer> counts = new HashMap<>();
    int late = 0;
    int nulls = 0;
    RowCodec codec = new RowCodec(LAYOUT);
    for (FeatureRow row : rows()) {
      counts.merge(row.key(), 1, Integer::sum);
      byte[] packed = row.packed();
      late += PackedRow.availableAt(packed) - PackedRow.featureTimestamp(packed) > 60_000 ? 1 : 0;
      nulls += Arrays.stream(codec.decode(packed)).anyMatch(Objects::isNull) ? 1 : 0;
    }
    assertThat(Collections.max(counts.values())).isGreaterThan(300);
    assertThat(counts).hasSizeBetween(150, 200);
    assertThat(late).isBetween(100, 400);
    assertThat(nulls).isBetween(1_000, 5_000);
  }

  private static List<FeatureRow> rows() {
    ShopperRows rows = new ShopperRows(JoinSize.of(10_000, 1_000), LAYOUT);
    List<FeatureRow> all = new ArrayList<>();
    while (rows.hasNext()) {
      all.add(rows.next());
    }
    return all;
  }
}
