package io.freshet.defs.compile;

import io.freshet.schemas.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * SQL types of Avro schemas: those as which Flink's Avro format reads them with its correct (not
 * its legacy) mapping of timestamps. What that format cannot read back from the SQL type is left
 * out: {@code fixed}, times of day, and points in time inside arrays and maps.
 */
final class AvroTypes {
  private AvroTypes() {}

  /**
   * The SQL type of {@code schema}, nullable or not.
   *
   * @throws UnreadableTypeException if there is none
   */
  static String sqlType(Schema schema) throws UnreadableTypeException {
    return sqlType(schema, List.of());
  }

  private static String sqlType(Schema schema, List<Schema> around) throws UnreadableTypeException {
    LogicalType logical = schema.getLogicalType();
    return switch (schema.getType()) {
      case BOOLEAN -> "BOOLEAN";
      case INT -> integer(logical);
      case LONG -> longInteger(logical);
      case FLOAT -> "FLOAT";
      case DOUBLE -> "DOUBLE";
      case STRING, ENUM -> "STRING";
      case BYTES -> bytes(logical);
      case ARRAY -> "ARRAY<" + element(schema.getElementType(), "an array", around) + ">";
      case MAP -> "MAP<STRING, " + element(schema.getValueType(), "a map", around) + ">";
      case RECORD -> record(schema, around);
      case UNION -> union(schema, around);
      case FIXED -> throw new UnreadableTypeException("of the Avro type fixed");
      case NULL -> throw new UnreadableTypeException("always null");
    };
  }

  private static String integer(@Nullable LogicalType logical) throws UnreadableTypeException {
    if (logical == null) {
      return "INT";
    }
    if (logical instanceof LogicalTypes.Date) {
      return "DATE";
    }
    throw unreadable(logical);
  }

  private static String longInteger(@Nullable LogicalType logical) throws UnreadableTypeException {
    if (logical == null) {
      return "BIGINT";
    }
    return switch (logical.getName()) {
      case "timestamp-millis" -> "TIMESTAMP_LTZ(3)";
      case "timestamp-micros" -> "TIMESTAMP_LTZ(6)";
      case "local-timestamp-millis" -> "TIMESTAMP(3)";
      case "local-timestamp-micros" -> "TIMESTAMP(6)";
      default -> throw unreadable(logical);
    };
  }

  private static String bytes(@Nullable LogicalType logical) throws UnreadableTypeException {
    if (logical == null) {
      return "BYTES";
    }
    if (logical instanceof LogicalTypes.Decimal decimal) {
      if (decimal.getPrecision() > ValueType.MAX_PRECISION) {
        throw new UnreadableTypeException("a decimal of more than 38 digits");
      }
      return "DECIMAL(" + decimal.getPrecision() + ", " + decimal.getScale() + ")";
    }
    throw unreadable(logical);
  }

  private static UnreadableTypeException unreadable(LogicalType logical) {
    return new UnreadableTypeException("of the Avro type " + logical.getName());
  }

  private static String element(Schema schema, String container, List<Schema> around)
      throws UnreadableTypeException {
    String type = sqlType(schema, around);
    if (type.contains("TIMESTAMP_LTZ")) {
      throw new UnreadableTypeException(container + " of points in time");
    }
    return type;
  }

  private static String record(Schema schema, List<Schema> around) throws UnreadableTypeException {
    if (around.stream().anyMatch(s -> s.getFullName().equals(schema.getFullName()))) {
      throw new UnreadableTypeException("a record that holds itself");
    }
    if (schema.getFields().isEmpty()) {
      throw new UnreadableTypeException("a record without fields");
    }
    List<Schema> inside = new ArrayList<>(around);
    inside.add(schema);
    List<String> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      try {
        fields.add("`" + field.name() + "` " + sqlType(field.schema(), inside));
      } catch (UnreadableTypeException e) {
        throw new UnreadableTypeException(
            "a record whose field '" + field.name() + "' is " + e.what());
      }
    }
    return "ROW<" + String.join(", ", fields) + ">";
  }

  private static String union(Schema schema, List<Schema> around) throws UnreadableTypeException {
    List<Schema> types =
        schema.getTypes().stream().filter(s -> s.getType() != Schema.Type.NULL).toList();
    if (types.size() == 1) {
      return sqlType(types.get(0), around);
    }
    if (types.isEmpty()) {
      throw new UnreadableTypeException("always null");
    }
    List<String> names =
        types.stream().map(s -> s.getType().name().toLowerCase(Locale.ROOT)).toList();
    throw new UnreadableTypeException("a union of " + String.join(" and ", names));
  }
}
