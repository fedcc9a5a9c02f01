package io.freshet.sinks.delta.packed;

import io.freshet.schemas.ByteReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** A Parquet file that takes packed rows. Not thread-safe. */
public final class PackedFile implements Closeable {
  private static final long ROW_GROUP_SIZE = 32L << 20;

  private final ParquetWriter<ByteReader> writer;
  private long rows;

  /** Begins a file that is not there yet; its folder is made where needed. */
  public PackedFile(Path path, List<PackedColumn> columns) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    Builder builder =
        new Builder(new LocalOutputFile(path), new PackedRowSupport(columns))
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withWriteMode(ParquetFileWriter.Mode.CREATE)
            .withRowGroupSize(ROW_GROUP_SIZE);
    for (PackedColumn column : columns) {
      boolean distinct =
          switch (column.type().kind()) {
            case DOUBLE, TIMESTAMP, TIMESTAMP_NTZ, BINARY -> true;
            default -> false;
          };
      if (distinct) {
        builder.withDictionaryEncoding(column.name(), false);
      }
    }
    writer = builder.build();
  }

  /** Writes the row whose values, one for each column, begin at the reader's position. */
  public void write(ByteReader row) throws IOException {
    writer.write(row);
    rows++;
  }

  /** Rows so far. */
  public long rows() {
    return rows;
  }

  /** Bytes so far, written and in memory. Asking walks through all columns. */
  public long size() {
    return writer.getDataSize();
  }

  /** Completes the file. */
  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<ByteReader, Builder> {
    private final PackedRowSupport support;

    Builder(OutputFile file, PackedRowSupport support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<ByteReader> getWriteSupport(Configuration hadoop) {
      return support;
    }

    @Override
    protected WriteSupport<ByteReader> getWriteSupport(ParquetConfiguration configuration) {
      return support;
    }
  }
}
