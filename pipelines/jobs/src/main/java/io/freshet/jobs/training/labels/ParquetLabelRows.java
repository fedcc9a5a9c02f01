package io.freshet.jobs.training.labels;

import io.freshet.schemas.ByteWriter;
import io.freshet.sinks.delta.packed.ColumnCursor;
import io.freshet.sinks.delta.packed.PackedType;
import io.freshet.sinks.delta.scan.DeletedRows;
import io.freshet.sinks.delta.scan.ParquetScan;
import io.freshet.sinks.delta.scan.RowGroup;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.TablePaths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/** The rows of a row group of a Parquet file, which may belong to a Delta table. */
final class ParquetLabelRows implements LabelRows {
  private static final LongPredicate NONE = row -> false;

  private final LabelPlan plan;
  private final LabelSplit split;

  ParquetLabelRows(LabelPlan plan, LabelSplit split) {
    this.plan = plan;
    this.split = split;
  }

  @Override
  public void forEach(Taker rows, Consumer<String> faults) throws IOException {
    LongPredicate deleted = deleted();
    try (ParquetScan file = ParquetScan.open(plan.hadoop(), split.file());
        RowGroup group = file.read(split.group(), plan.stored())) {
      ColumnCursor[] columns = cursors(group);
      long first = file.firstRow(split.group());
      int[] offsets = new int[columns.length + 1];
      ByteWriter row = new ByteWriter(256);
      for (int i = 0; i < group.rows(); i++) {
        row.clear();
        for (int column = 0; column < columns.length; column++) {
          offsets[column] = row.size();
          columns[column].pack(row);
        }
        offsets[columns.length] = row.size();
        if (!deleted.test(first + i)) {
          take(rows, row, offsets, first + i, faults);
        }
      }
    }
  }

  private void take(
      Taker rows, ByteWriter row, int[] offsets, long number, Consumer<String> faults) {
    try {
      rows.take(row.bytes(), offsets);
    } catch (LabelFaultException e) {
      faults.accept(split.name() + ", row " + (number + 1) + ": " + e.getMessage());
    }
  }

  private LongPredicate deleted() {
    DeletedRows vector = split.deleted();
    return vector == null
        ? NONE
        : vector.load(Engines.engine(plan.hadoop()), TablePaths.table(plan.path()));
  }

  private ColumnCursor[] cursors(RowGroup group) {
    List<ColumnCursor> cursors = new ArrayList<>();
    for (int i = 0; i < plan.read().size(); i++) {
      String stored = plan.stored().get(i);
      PackedType type = plan.read().get(i).type();
      String partition = split.partitions().get(stored);
      cursors.add(
          partition == null
              ? group.packed(stored, type)
              : PartitionValue.cursor(stored, partition, type));
    }
    return cursors.toArray(ColumnCursor[]::new);
  }
}
