package io.freshet.sinks.delta.table;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.hadoopio.HadoopFileIO;
import io.delta.kernel.defaults.internal.parquet.ParquetStatsReader;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.TableAlreadyExistsException;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import io.delta.kernel.utils.FileStatus;
import io.freshet.sinks.delta.packed.PackedColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Makes a table with all of its files in one commit: it is there whole, or not at all. */
public final class NewTable {
  private static final String ENGINE_INFO = "Freshet";

  /** Columns whose smallest and largest values the log keeps by file. */
  private static final int INDEXED = 8;

  private NewTable() {}

  /**
   * Makes a table of files that stand in its folder already.
   *
   * @param hadoop Hadoop properties
   * @param path the table's folder
   * @param columns its columns, none of which partitions it
   * @param files paths of its data files below the folder
   * @throws IllegalStateException if there is a table already
   */
  public static void create(
      Map<String, String> hadoop, String path, List<PackedColumn> columns, List<String> files)
      throws IOException {
    Engine engine = Engines.engine(hadoop);
    String table = TablePaths.table(path);
    StructType schema = new StructType();
    for (PackedColumn column : columns) {
      schema = schema.add(column.name(), column.type().dataType(), true);
    }
    try {
      Transaction transaction =
          TableManager.buildCreateTableTransaction(table, schema, ENGINE_INFO).build(engine);
      Row state = transaction.getTransactionState(engine);
      DataWriteContext context = Transaction.getWriteContext(engine, state, Map.of());
      List<DataFileStatus> statuses = statuses(hadoop, table, schema, files);
      List<Row> actions = new ArrayList<>();
      Transaction.generateAppendActions(engine, state, closeable(statuses.iterator()), context)
          .forEachRemaining(actions::add);
      transaction.commit(engine, CloseableIterable.inMemoryIterable(closeable(actions.iterator())));
    } catch (TableAlreadyExistsException e) {
      throw new IllegalStateException("There is a table at " + table + " already", e);
    }
  }

  private static List<DataFileStatus> statuses(
      Map<String, String> hadoop, String table, StructType schema, List<String> files)
      throws IOException {
    HadoopFileIO io = new HadoopFileIO(Engines.configuration(hadoop));
    List<Column> indexed =
        schema.fields().stream()
            .filter(field -> isIndexed(field.getDataType()))
            .limit(INDEXED)
            .map(field -> new Column(field.getName()))
            .toList();
    List<DataFileStatus> statuses = new ArrayList<>();
    for (String file : files) {
      FileStatus status = io.getFileStatus(table + "/" + file);
      DataFileStatistics statistics =
          ParquetStatsReader.readDataFileStatistics(
              io.newInputFile(status.getPath(), status.getSize()), schema, indexed);
      statuses.add(
          new DataFileStatus(
              status.getPath(),
              status.getSize(),
              status.getModificationTime(),
              java.util.Optional.of(statistics)));
    }
    return statuses;
  }

  private static boolean isIndexed(io.delta.kernel.types.DataType type) {
    return !(type.isNested() || type instanceof io.delta.kernel.types.BinaryType);
  }

  private static <T> CloseableIterator<T> closeable(Iterator<T> iterator) {
    return DeltaTable.closeable(iterator);
  }
}
