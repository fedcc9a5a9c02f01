package io.freshet.jobs.training.labels;

import io.freshet.jobs.JobException;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.ValueType;
import io.freshet.sinks.delta.packed.ColumnCursor;
import io.freshet.sinks.delta.packed.PackedType;
import io.freshet.sinks.delta.packed.ValuePacker;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;

/** The value of a partition column, the same in all rows of a file; Delta keeps it as text. */
final class PartitionValue {
  private PartitionValue() {}

  /** A cursor that gives the value for each row; no text is NULL. */
  static ColumnCursor cursor(String column, String text, PackedType type) {
    ByteWriter value = new ByteWriter(32);
    try {
      pack(text, type, value);
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      throw new JobException(
          "The labels' partition column '" + column + "' has '" + text + "', which is no " + type,
          e);
    }
    return new ColumnCursor() {
      @Override
      public void pack(ByteWriter out) {
        out.writeRaw(value.bytes(), 0, value.size());
      }

      @Override
      public void skip() {}
    };
  }

  private static void pack(String text, PackedType type, ByteWriter out) {
    if (text.isEmpty()) {
      ValuePacker.pack(ValueType.STRING, null, out);
      return;
    }
    switch (type.kind()) {
      case STRING -> ValuePacker.pack(ValueType.STRING, text, out);
      case LONG -> ValuePacker.pack(ValueType.BIGINT, Long.valueOf(text), out);
      case DOUBLE -> ValuePacker.pack(ValueType.DOUBLE, Double.valueOf(text), out);
      case BOOLEAN -> ValuePacker.pack(ValueType.BOOLEAN, Boolean.valueOf(text), out);
      // the form of all small whole numbers is that of dates
      case BYTE, SHORT, INT -> ValuePacker.pack(ValueType.DATE, Long.valueOf(text), out);
      case DATE -> ValuePacker.pack(ValueType.DATE, LocalDate.parse(text).toEpochDay(), out);
      case TIMESTAMP, TIMESTAMP_NTZ ->
          ValuePacker.pack(ValueType.TIMESTAMP, LabelTime.parse(text), out);
      case DECIMAL ->
          ValuePacker.pack(
              ValueType.decimal(type.precision(), type.scale()), new BigDecimal(text), out);
      case FLOAT, BINARY, LIST, MAP ->
          throw new DateTimeException(type + " is no type of partitions");
    }
  }
}
