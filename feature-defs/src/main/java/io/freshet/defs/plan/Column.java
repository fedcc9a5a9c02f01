package io.freshet.defs.plan;

import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import java.io.Serializable;
import java.util.Objects;

/**
 * A column of a source.
 *
 * @param name its name
 * @param sqlType its Flink SQL type, such as {@code DECIMAL(12, 3)}, without NOT NULL
 */
public record Column(String name, String sqlType) implements Serializable {

  /** The nullable column as which expressions see a field of a row. */
  public static Column of(Field field) {
    return new Column(field.name(), sqlType(field.type()));
  }

  private static String sqlType(ValueType type) {
    ValueType element = type.element();
    return switch (type.kind()) {
      case TIMESTAMP -> "TIMESTAMP_LTZ(3)";
      case DECIMAL -> "DECIMAL(" + type.precision() + ", " + type.scale() + ")";
      case ARRAY -> "ARRAY<" + sqlType(Objects.requireNonNull(element)) + ">";
      case COUNTS -> "MAP<" + sqlType(Objects.requireNonNull(element)) + ", BIGINT>";
      case BOOLEAN, BIGINT, DOUBLE, STRING, DATE -> type.toString();
    };
  }
}
