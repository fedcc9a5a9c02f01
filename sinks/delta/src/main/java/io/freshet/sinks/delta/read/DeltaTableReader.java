package io.freshet.sinks.delta.read;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.freshet.schemas.EntityKey;
import io.freshet.schemas.Field;
import io.freshet.schemas.RowLayout;
import io.freshet.sinks.delta.s3.S3RefusedException;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.TableMetadata;
import io.freshet.sinks.delta.table.TablePaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole tables with Delta Kernel: for checks, the demo and tests, not for training sets.
 *
 * <p>Each method reads the table as it stands at the call. Values have the classes of {@link
 * io.freshet.schemas.ValueType}; {@code Integer} and {@code byte[]} in the table of dead letters.
 * Thread-safe. I/O failures are {@link UncheckedIOException}; a store that denies access is an
 * {@link S3RefusedException}.
 */
public final class DeltaTableReader {
  private final Engine engine;
  private final String path;

  private DeltaTableReader(Engine engine, String path) {
    this.engine = engine;
    this.path = path;
  }

  /** Reads the table at a path, which need not exist yet. */
  public static DeltaTableReader open(String path) {
    return new DeltaTableReader(Engines.engine(Map.of()), TablePaths.table(path));
  }

  /** Reads the table of a view, which need not exist yet. */
  public static DeltaTableReader open(DeltaSinkOptions options, String pipeline, String view) {
    return new DeltaTableReader(
        Engines.engine(options.hadoop()), TablePaths.table(options.root(), pipeline, view));
  }

  /** Reads the table of dead letters, which need not exist yet. */
  public static DeltaTableReader openDeadLetters(DeltaSinkOptions options, String pipeline) {
    return open(options, pipeline, TablePaths.DEAD_LETTERS);
  }

  /** Where the table stands: {@code file:} and an absolute path, not escaped. */
  public String path() {
    return path;
  }

  /** Whether there is a table. */
  public boolean exists() {
    return snapshot().isPresent();
  }

  /** The table's version; -1 if there is no table. */
  public long version() {
    return snapshot().map(Snapshot::getVersion).orElse(-1L);
  }

  /** Names of all columns, the partition column last; none if there is no table. */
  public List<String> columns() {
    return snapshot().map(table -> table.getSchema().fieldNames()).orElse(List.of());
  }

  /** What the table tells of its rows; empty if there is no table, or it tells nothing. */
  public Optional<TableMetadata> metadata() {
    return snapshot()
        .flatMap(table -> table.getDomainMetadata(TableMetadata.DOMAIN))
        .map(TableMetadata::fromJson);
  }

  /** Number of rows, from the log where that knows it; 0 if there is no table. */
  public long rowCount() {
    Optional<Snapshot> snapshot = snapshot();
    if (snapshot.isEmpty()) {
      return 0;
    }
    OptionalLong known = rowsByLog(snapshot.get());
    if (known.isPresent()) {
      return known.getAsLong();
    }
    long[] rows = {0};
    String first = snapshot.get().getSchema().at(0).getName();
    read(snapshot.get(), List.of(first), row -> rows[0]++);
    return rows[0];
  }

  /**
   * Reads all rows, in no order. Nothing is read if there is no table.
   *
   * @param columns names of the columns, in the order of the values; others are not read
   * @param consumer takes an array of its own for each row, null for NULL
   * @throws IllegalArgumentException if the table lacks a column
   */
  public void forEachRow(List<String> columns, Consumer<@Nullable Object[]> consumer) {
    snapshot().ifPresent(table -> read(table, columns, consumer));
  }

  /** Reads all rows with all columns, by name, in no order. Nothing is read without a table. */
  public void forEachRow(Consumer<Map<String, @Nullable Object>> consumer) {
    snapshot()
        .ifPresent(
            table -> {
              List<String> names = table.getSchema().fieldNames();
              read(
                  table,
                  names,
                  values -> {
                    Map<String, @Nullable Object> row = new LinkedHashMap<>();
                    for (int i = 0; i < values.length; i++) {
                      row.put(names.get(i), values[i]);
                    }
                    consumer.accept(row);
                  });
            });
  }

  /**
   * The newest row of each key, by generation, as-of time and sequence.
   *
   * @param layout the layout of the table
   * @return rows by {@linkplain EntityKey entity key}; empty if there is no table
   */
  public Map<String, LoggedRow> lastRowPerKey(RowLayout layout) {
    Map<String, LoggedRow> last = new HashMap<>();
    forEachLoggedRow(
        layout,
        (key, row) -> last.merge(key, row, (old, other) -> other.isNewerThan(old) ? other : old));
    return last;
  }

  /** Takes a row of a feature table. */
  @FunctionalInterface
  public interface LoggedRowConsumer {
    /** Takes a row of the entity with {@code key}, see {@link EntityKey}. */
    void accept(String key, LoggedRow row);
  }

  /** Reads all rows of a feature table, in no order. Nothing is read if there is no table. */
  public void forEachLoggedRow(RowLayout layout, LoggedRowConsumer consumer) {
    List<String> columns = new ArrayList<>();
    layout.keys().stream().map(Field::name).forEach(columns::add);
    columns.addAll(FeatureRowFormat.VERSION);
    layout.features().stream().map(Field::name).forEach(columns::add);
    int version = layout.keys().size();
    forEachRow(
        columns,
        row -> {
          String key =
              Objects.requireNonNull(EntityKey.encode(Arrays.copyOfRange(row, 0, version)));
          LoggedRow logged =
              new LoggedRow(
                  number(row[version]),
                  number(row[version + 2]),
                  number(row[version + 3]),
                  number(row[version + 1]),
                  Arrays.copyOfRange(row, version + FeatureRowFormat.VERSION.size(), row.length));
          consumer.accept(key, logged);
        });
  }

  private static long number(@Nullable Object value) {
    return (Long) Objects.requireNonNull(value);
  }

  private Optional<Snapshot> snapshot() {
    try {
      return Optional.of(TableManager.loadSnapshot(path).build(engine));
    } catch (TableNotFoundException e) {
      return Optional.empty();
    } catch (KernelEngineException e) {
      S3RefusedException refusal = S3RefusedException.in(e);
      throw refusal == null ? e : refusal;
    }
  }

  /** The sum of what the log says of each file; empty if it does not know one of them. */
  private OptionalLong rowsByLog(Snapshot snapshot) {
    Scan scan = snapshot.getScanBuilder().build();
    long rows = 0;
    try (CloseableIterator<FilteredColumnarBatch> files = scan.getScanFiles(engine, true)) {
      while (files.hasNext()) {
        try (CloseableIterator<Row> batch = files.next().getRows()) {
          while (batch.hasNext()) {
            Row file = batch.next();
            Row add = file.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL);
            int statistics = InternalScanFileUtils.ADD_FILE_STATS_ORDINAL;
            boolean hidesRows =
                InternalScanFileUtils.getDeletionVectorDescriptorFromRow(file) != null;
            if (hidesRows || add.isNullAt(statistics)) {
              return OptionalLong.empty();
            }
            Optional<Long> known = DataFileStatistics.getNumRecords(add.getString(statistics));
            if (known.isEmpty()) {
              return OptionalLong.empty();
            }
            rows += known.get();
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the log of " + path, e);
    }
    return OptionalLong.of(rows);
  }

  private void read(
      Snapshot snapshot, List<String> columns, Consumer<@Nullable Object[]> consumer) {
    StructType schema = projection(snapshot, columns);
    ColumnReader[] readers =
        schema.fields().stream()
            .map(field -> ColumnReader.of(field.getName(), field.getDataType()))
            .toArray(ColumnReader[]::new);
    Scan scan = snapshot.getScanBuilder().withReadSchema(schema).build();
    Row state = scan.getScanState(engine);
    try (CloseableIterator<FilteredColumnarBatch> files = scan.getScanFiles(engine)) {
      while (files.hasNext()) {
        try (CloseableIterator<Row> batch = files.next().getRows()) {
          while (batch.hasNext()) {
            readFile(state, batch.next(), readers, consumer);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path, e);
    }
  }

  private void readFile(
      Row state, Row file, ColumnReader[] readers, Consumer<@Nullable Object[]> consumer)
      throws IOException {
    CloseableIterator<ColumnarBatch> physical =
        engine
            .getParquetHandler()
            .readParquetFiles(
                Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file)),
                ScanStateRow.getPhysicalDataReadSchema(state),
                Optional.empty())
            .map(FileReadResult::getData);
    try (CloseableIterator<FilteredColumnarBatch> logical =
        Scan.transformPhysicalData(engine, state, file, physical)) {
      while (logical.hasNext()) {
        FilteredColumnarBatch batch = logical.next();
        readBatch(batch.getData(), batch.getSelectionVector().orElse(null), readers, consumer);
      }
    }
  }

  private static void readBatch(
      ColumnarBatch batch,
      @Nullable ColumnVector selection,
      ColumnReader[] readers,
      Consumer<@Nullable Object[]> consumer) {
    for (int row = 0; row < batch.getSize(); row++) {
      if (selection != null && (selection.isNullAt(row) || !selection.getBoolean(row))) {
        continue;
      }
      @Nullable Object[] values = new @Nullable Object[readers.length];
      for (int i = 0; i < readers.length; i++) {
        values[i] = readers[i].read(batch.getColumnVector(i), row);
      }
      consumer.accept(values);
    }
  }

  private StructType projection(Snapshot snapshot, List<String> columns) {
    StructType table = snapshot.getSchema();
    List<StructField> fields = new ArrayList<>();
    for (String column : columns) {
      if (table.indexOf(column) < 0) {
        throw new IllegalArgumentException(
            "The table " + path + " has no column '" + column + "', only " + table.fieldNames());
      }
      fields.add(table.get(column));
    }
    return new StructType(fields);
  }
}
