package io.freshet.sinks.delta.file;

import io.delta.kernel.defaults.engine.hadoopio.HadoopFileIO;
import io.delta.kernel.defaults.internal.parquet.ParquetStatsReader;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.FileStatus;
import io.freshet.sinks.delta.schema.RowFormat;
import io.freshet.sinks.delta.schema.TableRow;
import io.freshet.sinks.delta.schema.TableSchema;
import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.DeltaTable;
import io.freshet.sinks.delta.table.Engines;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes rows to data files of a table, a file per partition and so many bytes or minutes. The
 * files are part of the table only once a {@link DeltaTable} has committed them. Not thread-safe.
 * After a row that failed nothing more can be written: the writer is to be closed.
 *
 * <p>Memory is bounded: few files are open, and the one that took no row for longest makes room.
 */
public final class TableWriter implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(TableWriter.class);

  /** Rows come nearly in the order of time, so two days are the rule, and a few the exception. */
  private static final int MAX_OPEN_FILES = 64;

  /** Bytes in memory of one file. */
  private static final long ROW_GROUP_SIZE = 32L << 20;

  /** How many times that may be in memory, of all open files. */
  private static final int ROW_GROUPS_HELD = 4;

  /** Above it files hardly become smaller, and below it rows hardly faster. */
  private static final int COMPRESSION_LEVEL = 1;

  private final Configuration hadoop;
  private final HadoopFileIO files;
  private final String table;
  private final long targetFileSize;
  private final long maxFileAge;
  private final LongSupplier clock;
  private final FileForm form;
  private final PageCompressor compressor = new PageCompressor(COMPRESSION_LEVEL);
  private final StructType physical;
  private final List<Column> indexed;
  private final String partition;
  private final Map<Integer, OpenFile> open = new LinkedHashMap<>(8, 0.75f, true);
  private final List<DataFile> closed = new ArrayList<>();
  private final FileRow rowSink = new FileRow(this::file);

  /** A writer by the wall clock. */
  public TableWriter(DeltaSinkOptions options, String table, TableSchema schema) {
    this(options, table, schema, System::currentTimeMillis);
  }

  /**
   * @param clock tells the age of files, in milliseconds
   */
  public TableWriter(
      DeltaSinkOptions options, String table, TableSchema schema, LongSupplier clock) {
    this(options, table, schema, clock, ROW_GROUP_SIZE);
  }

  TableWriter(
      DeltaSinkOptions options,
      String table,
      TableSchema schema,
      LongSupplier clock,
      long rowGroupSize) {
    this.hadoop = Engines.configuration(options.hadoop());
    this.files = new HadoopFileIO(hadoop);
    this.table = table;
    this.targetFileSize = options.targetFileSize();
    this.maxFileAge = options.maxFileAge().toMillis();
    this.clock = clock;
    this.form = FileForm.of(schema.columns(), rowGroupSize);
    this.physical = schema.physical();
    this.indexed =
        schema.columns().stream()
            .limit(schema.indexed())
            .map(column -> new Column(column.name()))
            .toList();
    this.partition = schema.partition();
  }

  /** Writes a row. */
  public void write(TableRow row) throws IOException {
    rowSink.beginRow(row.partitionDay());
    @Nullable Object[] values = row.values();
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        rowSink.takeValue(i, value);
      }
    }
    endRow();
  }

  /** Writes the row of an element. */
  public <T> void write(RowFormat<T> format, T element) throws IOException {
    format.write(element, rowSink);
    endRow();
  }

  private void endRow() throws IOException {
    OpenFile file = rowSink.endRow();
    if (!file.endRow()) {
      return;
    }
    if (file.size() >= targetFileSize) {
      complete(file);
    }
    while (open.size() > 1 && held() > ROW_GROUPS_HELD * form.rowGroupSize()) {
      complete(open.values().iterator().next());
    }
  }

  /** Closes files that are old enough. To be called now and then, also when no rows come. */
  public void completeOld() throws IOException {
    long latest = clock.getAsLong() - maxFileAge;
    for (OpenFile file : List.copyOf(open.values())) {
      if (file.openedAt() <= latest) {
        complete(file);
      }
    }
  }

  /** Closes all files. Answers those that were closed since the last call, in no order. */
  public List<DataFile> drain() throws IOException {
    rowSink.requireWhole();
    for (OpenFile file : List.copyOf(open.values())) {
      complete(file);
    }
    List<DataFile> drained = List.copyOf(closed);
    closed.clear();
    return drained;
  }

  /** Gives up all files that were not drained. */
  @Override
  public void close() {
    for (OpenFile file : open.values()) {
      try {
        file.abandon();
      } catch (IOException | RuntimeException e) {
        LOG.debug("Unfinished data file {}", file.path(), e);
      }
      delete(file.path());
    }
    open.clear();
    closed.forEach(file -> delete(file.path()));
    closed.clear();
    compressor.close();
  }

  private long held() {
    long held = 0;
    for (OpenFile file : open.values()) {
      held += file.held();
    }
    return held;
  }

  private OpenFile file(int day) throws IOException {
    OpenFile file = open.get(day);
    return file == null ? open(day) : file;
  }

  private OpenFile open(int day) throws IOException {
    if (open.size() >= MAX_OPEN_FILES) {
      complete(open.values().iterator().next());
    }
    String path =
        partition + "=" + LocalDate.ofEpochDay(day) + "/" + UUID.randomUUID() + ".parquet";
    OpenFile file = new OpenFile(hadoop, table, path, day, clock.getAsLong(), form, compressor);
    open.put(day, file);
    return file;
  }

  private void complete(OpenFile file) throws IOException {
    file.close();
    FileStatus status = files.getFileStatus(table + "/" + file.path());
    DataFileStatistics statistics =
        ParquetStatsReader.readDataFileStatistics(
            files.newInputFile(status.getPath(), status.getSize()), physical, indexed);
    closed.add(
        new DataFile(
            file.path(),
            file.partitionDay(),
            status.getSize(),
            status.getModificationTime(),
            file.rows(),
            statistics.serializeAsJson(physical)));
    open.remove(file.partitionDay());
  }

  private void delete(String path) {
    try {
      Path file = new Path(table + "/" + path);
      FileSystem system = file.getFileSystem(hadoop);
      system.delete(file, false);
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("Data file {} stays, part of no table", path, e);
    }
  }
}
