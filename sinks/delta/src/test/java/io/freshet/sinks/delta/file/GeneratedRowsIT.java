package io.freshet.sinks.delta.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.LongType;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.schema.TableColumn;
import io.freshet.sinks.delta.schema.TableRow;
import io.freshet.sinks.delta.schema.TableSchema;
import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.DeltaTable;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.PendingCommit;
import io.freshet.sinks.delta.table.TablePaths;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of columns of all types, with NULLs in all patterns, stand in files as they were given. */
class GeneratedRowsIT {
  private static final int TRIALS = Boolean.getBoolean("freshet.full") ? 100 : 9;
  private static final int COLUMNS = 9;

  /** About batches of rows and pages. */
  private static final List<Integer> ROWS =
      List.of(1, 511, 512, 513, 1_024, 5_000, 20_479, 20_481, 45_000);

  @TempDir Path root;

  private final List<@Nullable Object[]> expected = new ArrayList<>();

  static IntStream trials() {
    return IntStream.range(0, TRIALS);
  }

  @ParameterizedTest
  @MethodSource("trials")
  void rowsAreReadAsTheyWereGiven(int trial) throws Exception {
    Random random = new Random(trial);
    List<TestingColumn> generated = new ArrayList<>();
    List<TableColumn> columns = new ArrayList<>();
    columns.add(TableColumn.required("id", LongType.LONG));
    for (int i = 0; i < COLUMNS; i++) {
      int kind = (trial * COLUMNS + i) % TestingColumn.KINDS;
      generated.add(TestingColumn.of(kind, "c" + i, random));
      columns.add(generated.get(i).column());
    }
    TableSchema schema = new TableSchema(columns, "day", 1);
    String path = TablePaths.table(options().root(), "shop", "trial");
    int rows = ROWS.get(trial % ROWS.size());
    // one for each batch of rows, some, or one for all of them
    long rowGroup = 1L << 8 * (1 + random.nextInt(3));
    int days = 1 + random.nextInt(trial % 2 == 0 ? 1 : 3);
    List<DataFile> files = write(path, schema, rowGroup, generated, rows, days, random);

    assertThat(files.stream().mapToLong(DataFile::rows).sum()).isEqualTo(rows);
    for (DataFile file : files) {
      assertThat(new LocalInputFile(local(path, file)).getLength()).isEqualTo(file.size());
      statisticsHold(local(path, file));
    }
    read(path, schema, files);
    assertThat(expected).containsOnlyNulls();
  }

  private List<DataFile> write(
      String path,
      TableSchema schema,
      long rowGroup,
      List<TestingColumn> columns,
      int rows,
      int days,
      Random random)
      throws Exception {
    TestingValues format = new TestingValues(schema);
    List<DataFile> files = new ArrayList<>();
    try (TableWriter writer = new TableWriter(options(), path, schema, () -> 0, rowGroup)) {
      for (int row = 0; row < rows; row++) {
        @Nullable Object[] values = new @Nullable Object[columns.size() + 1];
        values[0] = (long) row;
        for (int i = 0; i < columns.size(); i++) {
          values[i + 1] = columns.get(i).value(random, row);
        }
        expected.add(values);
        TableRow one = new TableRow(random.nextInt(days), values);
        if (random.nextBoolean()) {
          writer.write(one);
        } else {
          writer.write(format, one);
        }
        if (random.nextInt(10_000) == 0) {
          files.addAll(writer.drain());
        }
      }
      files.addAll(writer.drain());
      assertThat(writer.drain()).isEmpty();
    }
    return files;
  }

  private void read(String path, TableSchema schema, List<DataFile> files) throws Exception {
    DeltaTable.open(Engines.engine(Map.of()), path, schema)
        .commit(new PendingCommit("freshet-a", 0, 0, files));
    DeltaTableReader.open(options(), "shop", "trial")
        .forEachRow(
            schema.columns().stream().map(TableColumn::name).toList(),
            row -> {
              int id = Math.toIntExact((Long) Objects.requireNonNull(row[0]));
              assertThat(compared(row)).as("row %s", id).isEqualTo(compared(expected.get(id)));
              expected.set(id, null);
            });
  }

  /** Bytes have no equality of their own. */
  private static Object compared(@Nullable Object value) {
    if (value instanceof Object[] values) {
      return Arrays.stream(values).map(GeneratedRowsIT::compared).toList();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(GeneratedRowsIT::compared).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> entries = new HashMap<>();
      map.forEach((key, entry) -> entries.put(key, compared(entry)));
      return entries;
    }
    return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : Optional.ofNullable(value);
  }

  /** What the file says of its row groups is what is found in them. */
  private static void statisticsHold(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      MessageType schema = reader.getFileMetaData().getSchema();
      for (BlockMetaData group : reader.getRowGroups()) {
        ColumnReadStore columns =
            new ColumnReadStoreImpl(
                reader.readNextRowGroup(),
                new GroupRecordConverter(schema).getRootConverter(),
                schema,
                reader.getFileMetaData().getCreatedBy());
        for (ColumnChunkMetaData chunk : group.getColumns()) {
          ColumnDescriptor column = schema.getColumnDescription(chunk.getPath().toArray());
          assertThat(described(chunk.getStatistics()))
              .as("%s", column)
              .isEqualTo(described(found(columns.getColumnReader(column))));
        }
      }
    }
  }

  private static Statistics<?> found(ColumnReader column) {
    PrimitiveType type = column.getDescriptor().getPrimitiveType();
    Statistics<?> found = Statistics.createStats(type);
    for (long i = column.getTotalValueCount(); i > 0; i--) {
      if (column.getCurrentDefinitionLevel() < column.getDescriptor().getMaxDefinitionLevel()) {
        found.incrementNumNulls();
      } else {
        switch (type.getPrimitiveTypeName()) {
          case INT64 -> found.updateStats(column.getLong());
          case INT32 -> found.updateStats(column.getInteger());
          case DOUBLE -> found.updateStats(column.getDouble());
          case BOOLEAN -> found.updateStats(column.getBoolean());
          default -> found.updateStats(column.getBinary());
        }
      }
      column.consume();
    }
    return found;
  }

  /** The two zeros are one: files widen bounds from the one to the other. */
  private static String described(Statistics<?> statistics) {
    return statistics.toString().replace("-0.0,", "0.0,");
  }

  private static Path local(String table, DataFile file) {
    return TablePaths.local(table).resolve(file.path());
  }

  private DeltaSinkOptions options() {
    return DeltaSinkOptions.of(root.toString());
  }
}
