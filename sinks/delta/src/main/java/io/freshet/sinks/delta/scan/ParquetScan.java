package io.freshet.sinks.delta.scan;

import io.freshet.sinks.delta.table.Engines;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.VersionParser.VersionParseException;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file, read one row group at a time, and of that only the columns asked for. Not
 * thread-safe.
 */
public final class ParquetScan implements Closeable {
  private static final String LOCAL = "file";
  private static final long MICROS_PER_MILLI = 1_000;

  private final ParquetFileReader reader;
  private final MessageType schema;
  private final @Nullable ParsedVersion writer;

  private ParquetScan(ParquetFileReader reader) {
    this.reader = reader;
    this.schema = reader.getFileMetaData().getSchema();
    this.writer = version(reader.getFileMetaData().getCreatedBy());
  }

  /**
   * Opens a file.
   *
   * @param hadoop Hadoop properties
   * @param path as Hadoop writes it
   */
  public static ParquetScan open(Map<String, String> hadoop, String path) throws IOException {
    Path file = new Path(path);
    String scheme = file.toUri().getScheme();
    return new ParquetScan(
        scheme == null || scheme.equals(LOCAL)
            ? local(java.nio.file.Path.of(file.toUri().getPath()))
            : remote(Engines.configuration(hadoop), file));
  }

  /** Without Hadoop: its local files come with checksums and processes, and settings take time. */
  private static ParquetFileReader local(java.nio.file.Path file) throws IOException {
    return ParquetFileReader.open(
        new LocalInputFile(file),
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build());
  }

  private static ParquetFileReader remote(Configuration configuration, Path file)
      throws IOException {
    return ParquetFileReader.open(
        HadoopInputFile.fromPath(file, configuration),
        HadoopReadOptions.builder(configuration).build());
  }

  private static @Nullable ParsedVersion version(@Nullable String writer) {
    try {
      return writer == null ? null : VersionParser.parse(writer);
    } catch (VersionParseException e) {
      return null;
    }
  }

  /** The file's columns. */
  public MessageType schema() {
    return schema;
  }

  /** Number of row groups. */
  public int groups() {
    return reader.getRowGroups().size();
  }

  /** The row groups that begin in a range of the file's bytes. */
  public int[] groups(long begin, long end) {
    List<BlockMetaData> groups = reader.getRowGroups();
    return IntStream.range(0, groups.size())
        .filter(
            group -> {
              long start = groups.get(group).getStartingPos();
              return begin <= start && start < end;
            })
        .toArray();
  }

  /**
   * A time that none of a column of times is before in a row group, UTC milliseconds; empty if the
   * file does not say.
   */
  public OptionalLong smallestMillis(int group, String column) {
    for (ColumnChunkMetaData chunk : reader.getRowGroups().get(group).getColumns()) {
      Statistics<?> statistics = chunk.getStatistics();
      if (chunk.getPath().equals(ColumnPath.get(column))
          && statistics instanceof LongStatistics numbers
          && numbers.hasNonNullValue()
          && chunk.getPrimitiveType().getLogicalTypeAnnotation()
              instanceof TimestampLogicalTypeAnnotation time
          && time.getUnit() == TimeUnit.MICROS) {
        return OptionalLong.of(Math.floorDiv(numbers.getMin(), MICROS_PER_MILLI));
      }
    }
    return OptionalLong.empty();
  }

  /** Number of rows of a group. */
  public long rows(int group) {
    return reader.getRowGroups().get(group).getRowCount();
  }

  /** Number in the file of a group's first row. */
  public long firstRow(int group) {
    return reader.getRowGroups().stream().limit(group).mapToLong(BlockMetaData::getRowCount).sum();
  }

  /** Reads columns of a row group into memory; those that the file lacks are passed over. */
  public RowGroup read(int group, List<String> columns) throws IOException {
    List<Type> found =
        columns.stream().filter(schema::containsField).distinct().map(schema::getType).toList();
    MessageType projection = new MessageType(schema.getName(), found);
    if (found.isEmpty()) {
      return new RowGroup(projection, null, rows(group), writer);
    }
    reader.setRequestedSchema(projection);
    return new RowGroup(projection, reader.readRowGroup(group), rows(group), writer);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
