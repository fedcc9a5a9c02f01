package io.freshet.sinks.kafka;

import io.freshet.schemas.ValueType;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;

/**
 * The Avro forms of {@link ValueType}s: schema and writer of each.
 *
 * <p>COUNTS are an array of records of {@code key} and {@code count} in the order of the keys: the
 * keys of Avro's own maps are strings, and one form for all types is easier to read than two.
 */
final class AvroValues {

  /** Writes the values of one type; chosen once per column, so that rows take no branch. */
  @FunctionalInterface
  interface Writer {
    void write(Encoder out, Object value) throws IOException;
  }

  private AvroValues() {}

  static Schema schema(ValueType type) {
    return switch (type.kind()) {
      case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
      case BIGINT -> Schema.create(Schema.Type.LONG);
      case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
      case STRING -> Schema.create(Schema.Type.STRING);
      case TIMESTAMP -> timestamp();
      case ARRAY -> Schema.createArray(schema(element(type)));
      case COUNTS -> Schema.createArray(countOf(element(type)));
      case DATE -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
      case DECIMAL ->
          LogicalTypes.decimal(type.precision(), type.scale())
              .addToSchema(Schema.create(Schema.Type.BYTES));
    };
  }

  static Schema timestamp() {
    return LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
  }

  static Writer writer(ValueType type) {
    return switch (type.kind()) {
      case BOOLEAN -> (out, value) -> out.writeBoolean((Boolean) value);
      case BIGINT, TIMESTAMP -> (out, value) -> out.writeLong((Long) value);
      case DOUBLE -> (out, value) -> out.writeDouble((Double) value);
      case ARRAY -> listWriter(writer(element(type)));
      case COUNTS -> countsWriter(writer(element(type)));
      case STRING -> (out, value) -> out.writeString((String) value);
      case DATE -> (out, value) -> out.writeInt(Math.toIntExact((Long) value));
      case DECIMAL -> {
        int scale = type.scale();
        yield (out, value) ->
            out.writeBytes(((BigDecimal) value).setScale(scale).unscaledValue().toByteArray());
      }
    };
  }

  /** A record that has one name for each type, so that it may stand in a schema many times. */
  private static Schema countOf(ValueType key) {
    String name = FeatureAvro.name("CountOf_" + key).replaceAll("_+$", "");
    Schema schema = Schema.createRecord(name, null, "io.freshet", false);
    schema.setFields(
        List.of(
            new Schema.Field("key", schema(key)),
            new Schema.Field("count", Schema.create(Schema.Type.LONG))));
    return schema;
  }

  private static Writer listWriter(Writer element) {
    return (out, value) -> {
      List<?> elements = (List<?>) value;
      out.writeArrayStart();
      out.setItemCount(elements.size());
      for (Object each : elements) {
        out.startItem();
        element.write(out, each);
      }
      out.writeArrayEnd();
    };
  }

  private static Writer countsWriter(Writer key) {
    return (out, value) -> {
      Map<?, ?> counts = (Map<?, ?>) value;
      out.writeArrayStart();
      out.setItemCount(counts.size());
      for (Map.Entry<?, ?> each : counts.entrySet()) {
        out.startItem();
        key.write(out, each.getKey());
        out.writeLong((Long) each.getValue());
      }
      out.writeArrayEnd();
    };
  }

  private static ValueType element(ValueType type) {
    return Objects.requireNonNull(type.element());
  }
}
