package io.freshet.jobs.sql;

import io.freshet.schemas.ValueType;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/** How value types stand in SQL, and how their values are taken from rows. */
final class SqlTypes {
  private SqlTypes() {}

  /** Takes the value at one position of a row. */
  interface Getter {
    @Nullable Object get(RowData row);
  }

  static String sql(ValueType type) {
    return switch (type.kind()) {
      case TIMESTAMP -> "TIMESTAMP_LTZ(3)";
      case BOOLEAN, BIGINT, DOUBLE, DECIMAL, STRING, DATE -> type.toString();
      case ARRAY, COUNTS -> throw new IllegalArgumentException("not written yet: " + type);
    };
  }

  static Getter getter(ValueType type, int position) {
    Getter present =
        switch (type.kind()) {
          case BOOLEAN -> row -> row.getBoolean(position);
          case BIGINT -> row -> row.getLong(position);
          case DOUBLE -> row -> row.getDouble(position);
          case STRING -> row -> row.getString(position).toString();
          case TIMESTAMP -> row -> row.getTimestamp(position, 3).getMillisecond();
          case DATE -> row -> (long) row.getInt(position);
          case ARRAY, COUNTS -> throw new IllegalArgumentException("not written yet: " + type);
          case DECIMAL -> {
            int precision = type.precision();
            int scale = type.scale();
            yield row -> row.getDecimal(position, precision, scale).toBigDecimal();
          }
        };
    return row -> row.isNullAt(position) ? null : present.get(row);
  }
}
