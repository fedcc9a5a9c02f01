package io.freshet.bench.offline.sink;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.internal.data.DefaultColumnarBatch;
import io.delta.kernel.defaults.internal.data.vector.DefaultGenericVector;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.CloseableIterator;
import io.freshet.schemas.FeatureRow;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.schema.TableRow;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Rows as the columnar batches that Kernel takes. */
final class RowBatches implements CloseableIterator<FilteredColumnarBatch> {
  private static final int ROWS = 1_024;
  private static final long MICROS_PER_MILLI = 1_000;

  private final FeatureRowFormat format;
  private final IntFunction<FeatureRow> rows;
  private final StructType logical;
  private final int end;
  private int next;

  RowBatches(FeatureRowFormat format, IntFunction<FeatureRow> rows, int from, int to) {
    this.format = format;
    this.rows = rows;
    this.logical = format.schema().logical();
    this.next = from;
    this.end = to;
  }

  @Override
  public boolean hasNext() {
    return next < end;
  }

  @Override
  public FilteredColumnarBatch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int count = Math.min(ROWS, end - next);
    @Nullable Object[][] values = new @Nullable Object[logical.length()][count];
    for (int i = 0; i < count; i++) {
      TableRow row = format.toRow(rows.apply(next + i));
      for (int column = 0; column < row.values().length; column++) {
        values[column][i] = kernel(logical.at(column).getDataType(), row.values()[column]);
      }
      values[logical.length() - 1][i] = row.partitionDay();
    }
    next += count;
    ColumnVector[] vectors = new ColumnVector[logical.length()];
    for (int column = 0; column < vectors.length; column++) {
      vectors[column] =
          DefaultGenericVector.fromArray(logical.at(column).getDataType(), values[column]);
    }
    return new FilteredColumnarBatch(
        new DefaultColumnarBatch(count, logical, vectors), Optional.empty());
  }

  private static @Nullable Object kernel(DataType type, @Nullable Object value) {
    return value != null && type instanceof TimestampType
        ? (Object) ((Long) value * MICROS_PER_MILLI)
        : value;
  }

  @Override
  public void close() {}
}
