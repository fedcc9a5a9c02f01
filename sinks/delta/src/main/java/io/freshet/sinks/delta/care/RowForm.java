package io.freshet.sinks.delta.care;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.freshet.sinks.delta.schema.TableColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as bytes: first what they are sorted by, in a form that sorts by itself, then all their
 * values, of which those that are NULL take a bit. Some hundreds of sparse columns take little more
 * than in a data file, and a tenth of what they would as objects. Not thread-safe.
 */
final class RowForm {
  private final ValueForm[] values;
  private final KeyForm[] keys;
  private final int[] keyColumns;
  private final int bitmap;
  private final ColumnVector[] vectors;
  private final RowInput in = new RowInput();

  RowForm(TableShape shape) {
    List<TableColumn> columns = shape.schema().columns();
    List<String> names = columns.stream().map(TableColumn::name).toList();
    this.values = columns.stream().map(ValueForm::of).toArray(ValueForm[]::new);
    this.keyColumns = shape.order().stream().mapToInt(names::indexOf).toArray();
    this.keys = new KeyForm[keyColumns.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = KeyForm.of(columns.get(keyColumns[i]));
    }
    this.bitmap = (values.length + Byte.SIZE - 1) / Byte.SIZE;
    this.vectors = new ColumnVector[values.length];
  }

  /** Takes rows of another batch from now on. */
  void begin(ColumnarBatch batch) {
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = batch.getColumnVector(i);
    }
  }

  /** Writes what a row of the batch is sorted by. */
  void writeKey(int row, RowOutput out) {
    for (int i = 0; i < keys.length; i++) {
      keys[i].writeKey(vectors[keyColumns[i]], row, out);
    }
  }

  /** Writes the values of a row of the batch. */
  void writeValues(int row, RowOutput out) {
    int start = out.skip(bitmap);
    for (int i = 0; i < values.length; i++) {
      ColumnVector vector = vectors[i];
      if (!vector.isNullAt(row)) {
        out.setBit(start, i);
        values[i].writer().write(vector, row, out);
      }
    }
  }

  /** Reads the values of a row; an array of its own. */
  @Nullable Object[] readValues(byte[] bytes, int start) {
    in.at(bytes, start);
    int present = in.skip(bitmap);
    @Nullable Object[] row = new @Nullable Object[values.length];
    for (int i = 0; i < values.length; i++) {
      if (in.bit(present, i)) {
        row[i] = values[i].reader().read(in);
      }
    }
    return row;
  }
}
