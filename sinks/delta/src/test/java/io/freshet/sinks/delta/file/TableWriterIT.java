package io.freshet.sinks.delta.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.freshet.schemas.DeadLetter;
import io.freshet.schemas.EntityKey;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.MalformedRowException;
import io.freshet.sinks.delta.TestingRows;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.schema.DeadLetterFormat;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.schema.TableColumn;
import io.freshet.sinks.delta.schema.TableRow;
import io.freshet.sinks.delta.schema.TableSchema;
import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.DeltaTable;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.PendingCommit;
import io.freshet.sinks.delta.table.TablePaths;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written to data files is read from them, over the bounds of batches and pages. */
class TableWriterIT {
  private static final int ROWS = 45_000;

  @TempDir Path root;

  @Test
  void rowsAreReadAsTheyWereWritten() throws Exception {
    TestingRows rows = new TestingRows("pages", 1);
    FeatureRowFormat format = new FeatureRowFormat(rows.layout());
    String path = TablePaths.table(options().root(), "shop", "pages");
    List<DataFile> files;
    try (TableWriter writer = new TableWriter(options(), path, format.schema())) {
      for (long i = 0; i < ROWS; i++) {
        TableRow row = format.toRow(rows.row(i));
        if (i % 2 == 0) {
          // all of one day, so that pages fill
          writer.write(new TableRow(0, row.values()));
        } else {
          writer.write(format, rows.row(i));
        }
      }
      files = writer.drain();
    }
    assertThat(files).extracting(DataFile::rows).contains(ROWS / 2L);
    DeltaTable.open(Engines.engine(Map.of()), path, format.schema())
        .commit(new PendingCommit("freshet-a", 0, 0, files));

    boolean[] found = new boolean[ROWS];
    DeltaTableReader.open(options(), "shop", "pages")
        .forEachLoggedRow(
            rows.layout(),
            (key, logged) -> {
              int index = (int) TestingRows.index(logged.availableAt());
              Object[] expected = format.toRow(rows.row(index)).values();
              Object[] keys = EntityKey.decode(key, rows.layout().keys());
              int first = keys.length + FeatureRowFormat.VERSION.size();
              assertThat(keys).containsExactly(expected[0], expected[1]);
              assertThat(logged.featureTimestamp()).isEqualTo(expected[2]);
              assertThat(logged.values())
                  .containsExactly(Arrays.copyOfRange(expected, first, expected.length));
              assertThat(found[index]).isFalse();
              found[index] = true;
            });
    assertThat(found).doesNotContain(false);
  }

  @Test
  void rowWithoutARequiredValueIsRefused() throws Exception {
    TableSchema schema =
        new TableSchema(
            List.of(
                TableColumn.required("name", StringType.STRING),
                TableColumn.optional("number", LongType.LONG)),
            "day",
            1);
    String path = TablePaths.table(options().root(), "shop", "required");
    try (TableWriter writer = new TableWriter(options(), path, schema)) {
      writer.write(new TableRow(0, new Object[] {"a", null}));
      writer.write(new TableRow(0, new Object[] {null, 1L}));

      assertThatThrownBy(writer::drain)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no value for 'name', which must not be NULL");
    }
  }

  @Test
  void largeRowsAreNotHeldForLong() throws Exception {
    DeadLetterFormat format = new DeadLetterFormat();
    String path = TablePaths.table(options().root(), "shop", "large");
    Random random = new Random(1);
    byte[] raw = new byte[1 << 20];
    DataFile file;
    try (TableWriter writer = new TableWriter(options(), path, format.schema())) {
      for (int i = 0; i < 40; i++) {
        random.nextBytes(raw);
        writer.write(format, new DeadLetter("shop", "s", null, "t", 0, i, "r", "", raw, 0));
      }
      file = writer.drain().get(0);
    }

    assertThat(file.rows()).isEqualTo(40);
    try (ParquetFileReader reader =
        ParquetFileReader.open(new LocalInputFile(TablePaths.local(path).resolve(file.path())))) {
      assertThat(reader.getRowGroups())
          .hasSize(2)
          .allSatisfy(group -> assertThat(group.getTotalByteSize()).isLessThan(40 << 20));
    }
  }

  @Test
  void rowThatFailedIsNoPartOfTheNext() throws Exception {
    TestingRows rows = new TestingRows("failed", 1);
    FeatureRowFormat format = new FeatureRowFormat(rows.layout());
    String path = TablePaths.table(options().root(), "shop", "failed");
    byte[] packed = rows.row(1).packed();
    FeatureRow cut =
        FeatureRow.row(
            rows.row(1).key(), Arrays.copyOf(packed, packed.length - 1), FeatureRow.NO_ARRIVAL);
    try (TableWriter writer = new TableWriter(options(), path, format.schema())) {
      writer.write(format, rows.row(0));
      assertThatThrownBy(() -> writer.write(format, cut)).isInstanceOf(MalformedRowException.class);

      assertThatThrownBy(() -> writer.write(format, rows.row(2)))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(writer::drain).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void whatElseWritesParquetDoesNotChangeEncodings() throws Exception {
    TableSchema schema =
        new TableSchema(
            List.of(
                TableColumn.required("number", LongType.LONG),
                TableColumn.optional("ratio", DoubleType.DOUBLE)),
            "day",
            1);
    String path = TablePaths.table(options().root(), "shop", "encodings");
    DataFile file;
    try (TableWriter writer = new TableWriter(options(), path, schema)) {
      // Kernel does so for each checkpoint of a log
      assertThat(ParquetProperties.builder().build().isEnableDictionary()).isTrue();
      for (long i = 0; i < 1_000; i++) {
        writer.write(new TableRow(0, new Object[] {i % 2, i % 2 / 3.0}));
      }
      file = writer.drain().get(0);
    }

    try (ParquetFileReader reader =
        ParquetFileReader.open(new LocalInputFile(TablePaths.local(path).resolve(file.path())))) {
      assertThat(reader.getRowGroups().get(0).getColumns())
          .extracting(column -> column.getEncodingStats().hasDictionaryPages())
          .containsExactly(true, false);
    }
  }

  @Test
  void manyOpenFilesDoNotHoldMoreTogether() throws Exception {
    DeadLetterFormat format = new DeadLetterFormat();
    String path = TablePaths.table(options().root(), "shop", "many");
    Random random = new Random(1);
    int days = 20;
    int rows = 12 * days;
    long rowGroup = 4 << 20;
    try (TableWriter writer =
        new TableWriter(options(), path, format.schema(), System::currentTimeMillis, rowGroup)) {
      for (int i = 0; i < rows; i++) {
        // a day has less than a row group of them, and all days together have more than four
        byte[] raw = new byte[300_000];
        random.nextBytes(raw);
        long time = TimeUnit.DAYS.toMillis(i % days);
        writer.write(format, new DeadLetter("shop", "s", null, "t", 0, i, "r", "", raw, time));
      }
      List<DataFile> files = writer.drain();

      assertThat(files).hasSizeGreaterThan(days);
      assertThat(files.stream().mapToLong(DataFile::rows).sum()).isEqualTo(rows);
    }
  }

  private DeltaSinkOptions options() {
    return DeltaSinkOptions.of(root.toString());
  }
}
