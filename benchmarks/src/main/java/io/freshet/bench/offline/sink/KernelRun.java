package io.freshet.bench.offline.sink;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Operation;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.RowLayout;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.schema.TableSchema;
import io.freshet.sinks.delta.table.TablePaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * Kernel as its documentation says: rows become columnar batches, and a transaction for each so
 * many of them writes a file and commits it. All settings are Kernel's own.
 */
final class KernelRun {
  private static final int ROWS_PER_COMMIT = 200_000;

  private final Engine engine = DefaultEngine.create(new Configuration());
  private final FeatureRowFormat format;
  private final TableSchema schema;
  private final RowLayout layout;
  private final List<FeatureRow> rows;
  private final Stopwatch watch;

  KernelRun(RowLayout layout, List<FeatureRow> rows, Stopwatch watch) {
    this.format = new FeatureRowFormat(layout);
    this.schema = format.schema();
    this.layout = layout;
    this.rows = rows;
    this.watch = watch;
  }

  Written run(Path folder, int warmUp, int count) throws IOException {
    String path = TablePaths.table(folder.toString(), layout.pipeline(), layout.view());
    TableManager.buildCreateTableTransaction(path, schema.logical(), "bench")
        .withTableProperties(
            Map.of("delta.dataSkippingNumIndexedCols", Integer.toString(schema.indexed())))
        .withDataLayoutSpec(DataLayoutSpec.partitioned(List.of(new Column(schema.partition()))))
        .build(engine)
        .commit(engine, CloseableIterable.emptyIterable());
    append(path, 0, warmUp);
    watch.start();
    append(path, warmUp, warmUp + count);
    return watch.stop(count, 0);
  }

  private void append(String path, int from, int to) throws IOException {
    for (int start = from; start < to; start += ROWS_PER_COMMIT) {
      commit(path, start, Math.min(to, start + ROWS_PER_COMMIT));
    }
  }

  private void commit(String path, int from, int to) throws IOException {
    Transaction transaction =
        TableManager.loadSnapshot(path)
            .build(engine)
            .buildUpdateTableTransaction("bench", Operation.WRITE)
            .build(engine);
    Row state = transaction.getTransactionState(engine);
    int day = format.toRow(row(from)).partitionDay();
    Map<String, Literal> partition = Map.of(schema.partition(), Literal.ofDate(day));
    try (RowBatches batches = new RowBatches(format, this::row, from, to)) {
      CloseableIterator<FilteredColumnarBatch> physical =
          Transaction.transformLogicalData(engine, state, batches, partition);
      DataWriteContext context = Transaction.getWriteContext(engine, state, partition);
      CloseableIterator<DataFileStatus> files =
          engine
              .getParquetHandler()
              .writeParquetFiles(
                  context.getTargetDirectory(), physical, context.getStatisticsColumns());
      CloseableIterator<Row> actions =
          Transaction.generateAppendActions(engine, state, files, context);
      transaction.commit(engine, CloseableIterable.inMemoryIterable(actions));
    }
  }

  private FeatureRow row(int number) {
    return rows.get(number % rows.size());
  }
}
