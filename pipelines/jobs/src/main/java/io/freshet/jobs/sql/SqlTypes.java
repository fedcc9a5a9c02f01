package io.freshet.jobs.sql;

import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.jspecify.annotations.Nullable;

/** How value types stand in SQL, and how their values are put into rows and taken from them. */
final class SqlTypes {
  private SqlTypes() {}

  /** Takes the value at one position of a row. */
  interface Getter {
    @Nullable Object get(RowData row);
  }

  /** Gives a value, which is not null, the form that it has in rows. */
  interface Setter {
    Object internal(Object value);
  }

  /** Takes an element of a list, which is not null. */
  private interface ElementGetter {
    Object get(ArrayData list, int index);
  }

  static String sql(ValueType type) {
    return switch (type.kind()) {
      case TIMESTAMP -> "TIMESTAMP_LTZ(3)";
      case BOOLEAN, BIGINT, DOUBLE, DECIMAL, STRING, DATE -> type.toString();
      case ARRAY -> "ARRAY<" + sql(element(type)) + ">";
      case COUNTS -> "MAP<" + sql(element(type)) + ", BIGINT>";
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
          case DECIMAL -> {
            int precision = type.precision();
            int scale = type.scale();
            yield row -> row.getDecimal(position, precision, scale).toBigDecimal();
          }
          case ARRAY -> {
            ElementGetter element = elementGetter(element(type));
            yield row -> list(row.getArray(position), element);
          }
          case COUNTS -> {
            ElementGetter key = elementGetter(element(type));
            yield row -> counts(row.getMap(position), key);
          }
        };
    return row -> row.isNullAt(position) ? null : present.get(row);
  }

  static Setter setter(ValueType type) {
    return switch (type.kind()) {
      case BOOLEAN, BIGINT, DOUBLE -> value -> value;
      case STRING -> value -> StringData.fromString((String) value);
      case TIMESTAMP -> value -> TimestampData.fromEpochMillis((Long) value);
      case DATE -> value -> Math.toIntExact((Long) value);
      case DECIMAL -> {
        int precision = type.precision();
        int scale = type.scale();
        yield value -> DecimalData.fromBigDecimal((BigDecimal) value, precision, scale);
      }
      case ARRAY -> {
        Setter element = setter(element(type));
        yield value -> array((List<?>) value, element);
      }
      case COUNTS -> {
        Setter key = setter(element(type));
        yield value -> map((Map<?, ?>) value, key);
      }
    };
  }

  private static ArrayData array(List<?> list, Setter element) {
    return new GenericArrayData(list.stream().map(element::internal).toArray());
  }

  private static MapData map(Map<?, ?> counts, Setter key) {
    Map<Object, Object> internal = new LinkedHashMap<>();
    counts.forEach((each, count) -> internal.put(key.internal(each), count));
    return new GenericMapData(internal);
  }

  private static ElementGetter elementGetter(ValueType type) {
    return switch (type.kind()) {
      case BOOLEAN -> ArrayData::getBoolean;
      case BIGINT -> ArrayData::getLong;
      case DOUBLE -> ArrayData::getDouble;
      case STRING -> (list, index) -> list.getString(index).toString();
      case TIMESTAMP -> (list, index) -> list.getTimestamp(index, 3).getMillisecond();
      case DATE -> (list, index) -> (long) list.getInt(index);
      case DECIMAL -> {
        int precision = type.precision();
        int scale = type.scale();
        yield (list, index) -> list.getDecimal(index, precision, scale).toBigDecimal();
      }
      case ARRAY, COUNTS -> throw new IllegalArgumentException("no element has type " + type);
    };
  }

  /** Elements that are NULL are left out: no list holds them. */
  private static List<Object> list(ArrayData data, ElementGetter element) {
    List<Object> list = new ArrayList<>(data.size());
    for (int i = 0; i < data.size(); i++) {
      if (!data.isNullAt(i)) {
        list.add(element.get(data, i));
      }
    }
    return Collections.unmodifiableList(list);
  }

  /** Keys or counts that are NULL are left out. */
  private static Map<Object, Long> counts(MapData data, ElementGetter key) {
    ArrayData keys = data.keyArray();
    ArrayData values = data.valueArray();
    Map<Object, Long> counts = new LinkedHashMap<>();
    for (int i = 0; i < data.size(); i++) {
      if (!keys.isNullAt(i) && !values.isNullAt(i)) {
        counts.put(key.get(keys, i), values.getLong(i));
      }
    }
    return Collections.unmodifiableMap(counts);
  }

  private static ValueType element(ValueType type) {
    return Objects.requireNonNull(type.element());
  }
}
