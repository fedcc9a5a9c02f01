package io.freshet.sinks.delta.file;

import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DecimalType;
import io.freshet.sinks.delta.schema.RowFormat;
import io.freshet.sinks.delta.schema.RowSink;
import io.freshet.sinks.delta.schema.TableRow;
import io.freshet.sinks.delta.schema.TableSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Rows that are handed on value by value, in the way that makes no objects, where there is one. */
record TestingValues(TableSchema schema) implements RowFormat<TableRow> {
  private static final int LONG_DIGITS = 18;

  @Override
  public boolean isRow(TableRow element) {
    return true;
  }

  @Override
  public TableRow toRow(TableRow element) {
    return element;
  }

  @Override
  public void write(TableRow row, RowSink out) throws IOException {
    out.beginRow(row.partitionDay());
    for (int i = 0; i < row.values().length; i++) {
      @Nullable Object value = row.values()[i];
      if (value != null) {
        take(schema.columns().get(i).type(), i, value, out);
      }
    }
  }

  private static void take(DataType type, int column, Object value, RowSink out) {
    if (value instanceof Long number) {
      out.takeLong(column, number);
    } else if (value instanceof Double number) {
      out.takeDouble(column, number);
    } else if (value instanceof Boolean truth) {
      out.takeBoolean(column, truth);
    } else if (value instanceof String text) {
      // amid other bytes, as in a packed row
      byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
      out.takeText(column, bytes, 1, bytes.length - 2);
    } else if (type instanceof DecimalType decimal && decimal.getPrecision() <= LONG_DIGITS) {
      out.takeUnscaled(column, ((BigDecimal) value).unscaledValue().longValueExact());
    } else {
      out.takeValue(column, value);
    }
  }
}
