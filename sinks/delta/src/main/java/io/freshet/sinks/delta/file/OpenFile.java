package io.freshet.sinks.delta.file;

import io.freshet.sinks.delta.s3.S3OutputFile;
import io.freshet.sinks.delta.table.TablePaths;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * A data file that takes rows, one by one.
 *
 * <p>Kernel writes Parquet too, with the same library, but it pulls the rows of a whole file from
 * an iterator, which a stream cannot give without a thread or a buffer for each file.
 */
final class OpenFile implements Closeable {
  /** Bytes that gather in memory before they are written: what an open file costs at most. */
  private static final long ROW_GROUP_SIZE = 32L << 20;

  private final String path;
  private final int partitionDay;
  private final long openedAt;
  private final ParquetWriter<@Nullable Object[]> writer;
  private final @Nullable S3OutputFile remote;
  private long rows;

  OpenFile(
      Configuration hadoop,
      String table,
      String path,
      int partitionDay,
      long openedAt,
      ParquetColumn[] columns)
      throws IOException {
    this.path = path;
    this.partitionDay = partitionDay;
    this.openedAt = openedAt;
    this.remote = TablePaths.isLocal(table) ? null : new S3OutputFile(table + "/" + path, hadoop);
    OutputFile file = remote != null ? remote : localFile(TablePaths.local(table).resolve(path));
    Builder builder =
        new Builder(file, new RowWriteSupport(columns))
            .withConf(hadoop)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withWriteMode(ParquetFileWriter.Mode.CREATE)
            .withRowGroupSize(ROW_GROUP_SIZE);
    for (ParquetColumn column : columns) {
      builder.withDictionaryEncoding(column.name(), column.dictionary());
    }
    this.writer = builder.build();
  }

  /**
   * A file without Hadoop, whose local file system starts a process to set the rights of each file
   * and writes a checksum beside it: 20 ms that a stream waits for, for each day that it has rows
   * of.
   */
  private static OutputFile localFile(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return new LocalOutputFile(file);
  }

  void write(@Nullable Object[] values) throws IOException {
    writer.write(values);
    rows++;
  }

  /** Bytes so far, written and in memory. */
  long size() {
    return writer.getDataSize();
  }

  long rows() {
    return rows;
  }

  String path() {
    return path;
  }

  int partitionDay() {
    return partitionDay;
  }

  long openedAt() {
    return openedAt;
  }

  /** Completes the file. */
  @Override
  public void close() throws IOException {
    writer.close();
  }

  /** Gives the file up. On S3 nothing is left of it; a local one stays, and is to be deleted. */
  void abandon() throws IOException {
    if (remote != null) {
      remote.abort();
    }
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<@Nullable Object[], Builder> {
    private final RowWriteSupport support;

    Builder(OutputFile file, RowWriteSupport support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<@Nullable Object[]> getWriteSupport(Configuration hadoop) {
      return support;
    }
  }
}
