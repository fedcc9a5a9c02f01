package io.freshet.sinks.kafka;

import io.freshet.schemas.ValueType;
import java.io.IOException;
import java.math.BigDecimal;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;

/** The Avro forms of {@link ValueType}s: schema and writer of each. */
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
      case ARRAY, COUNTS -> throw new IllegalArgumentException("not written yet: " + type);
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
      case ARRAY, COUNTS -> throw new IllegalArgumentException("not written yet: " + type);
      case STRING -> (out, value) -> out.writeString((String) value);
      case DATE -> (out, value) -> out.writeInt(Math.toIntExact((Long) value));
      case DECIMAL -> {
        int scale = type.scale();
        yield (out, value) ->
            out.writeBytes(((BigDecimal) value).setScale(scale).unscaledValue().toByteArray());
      }
    };
  }
}
