package io.freshet.local.generator;

import java.io.IOException;
import java.math.BigDecimal;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** Types and values that the generated records have in common. */
final class GeneratorAvro {
  private GeneratorAvro() {}

  static Schema string() {
    return Schema.create(Schema.Type.STRING);
  }

  static Schema timestamp() {
    return LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
  }

  static Schema decimal(int precision, int scale) {
    return LogicalTypes.decimal(precision, scale).addToSchema(Schema.create(Schema.Type.BYTES));
  }

  static Schema nullable(Schema schema) {
    return Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
  }

  static void write(Encoder out, BigDecimal value, int scale) throws IOException {
    out.writeBytes(value.setScale(scale).unscaledValue().toByteArray());
  }

  static void writeNullable(Encoder out, @Nullable String value) throws IOException {
    if (value == null) {
      out.writeIndex(0);
    } else {
      out.writeIndex(1);
      out.writeString(value);
    }
  }

  static void writeNullable(Encoder out, @Nullable Long value) throws IOException {
    if (value == null) {
      out.writeIndex(0);
    } else {
      out.writeIndex(1);
      out.writeLong(value);
    }
  }
}
