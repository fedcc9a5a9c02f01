package io.freshet.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.junit.jupiter.api.Test;

class SqlTypesTest {

  @Test
  void listsAndCountsHaveSqlTypes() {
    assertThat(SqlTypes.sql(ValueType.array(ValueType.TIMESTAMP)))
        .isEqualTo("ARRAY<TIMESTAMP_LTZ(3)>");
    assertThat(SqlTypes.sql(ValueType.counts(ValueType.decimal(12, 2))))
        .isEqualTo("MAP<DECIMAL(12,2), BIGINT>");
  }

  @Test
  void listsOfEveryTypeAreTaken() {
    assertList(ValueType.BOOLEAN, true, true);
    assertList(ValueType.BIGINT, 5L, 5L);
    assertList(ValueType.DOUBLE, 0.5, 0.5);
    assertList(ValueType.STRING, StringData.fromString("é"), "é");
    assertList(ValueType.TIMESTAMP, TimestampData.fromEpochMillis(-7), -7L);
    assertList(ValueType.DATE, 3, 3L);
    assertList(
        ValueType.decimal(12, 2),
        DecimalData.fromBigDecimal(new BigDecimal("1.50"), 12, 2),
        new BigDecimal("1.50"));
  }

  @Test
  void countsKeepTheirOrder() {
    Map<StringData, Long> data = new LinkedHashMap<>();
    data.put(StringData.fromString("z"), 2L);
    data.put(StringData.fromString("a"), 1L);
    data.put(StringData.fromString("b"), null);
    Object counts =
        SqlTypes.getter(ValueType.counts(ValueType.STRING), 0)
            .get(GenericRowData.of(new GenericMapData(data)));

    assertThat(counts).hasToString("{z=2, a=1}");
  }

  @Test
  void nullIsNull() {
    assertThat(SqlTypes.getter(ValueType.array(ValueType.BIGINT), 0).get(new GenericRowData(1)))
        .isNull();
  }

  private static void assertList(ValueType element, Object internal, Object value) {
    GenericRowData row =
        GenericRowData.of(new GenericArrayData(new Object[] {internal, null, internal}));

    assertThat(SqlTypes.getter(ValueType.array(element), 0).get(row))
        .isEqualTo(List.of(value, value));
  }
}
