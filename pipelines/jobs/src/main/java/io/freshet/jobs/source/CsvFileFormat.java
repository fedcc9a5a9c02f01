package io.freshet.jobs.source;

import io.freshet.schemas.FeatureRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.ArrayResultIterator;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * CSV files, {@code .gz} too, as raw records with their number in the file. A file is read by one
 * reader from its first record on; after a restore the records already read are skipped.
 */
final class CsvFileFormat implements BulkFormat<RawRecord, FileSourceSplit> {
  private static final long serialVersionUID = 1L;
  private static final int BATCH = 512;

  @Override
  public Reader<RawRecord> createReader(Configuration config, FileSourceSplit split)
      throws IOException {
    return new CsvReader(split.path(), 0);
  }

  @Override
  public Reader<RawRecord> restoreReader(Configuration config, FileSourceSplit split)
      throws IOException {
    long skip =
        split.getReaderPosition().map(CheckpointedPosition::getRecordsAfterOffset).orElse(0L);
    return new CsvReader(split.path(), skip);
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return TypeInformation.of(RawRecord.class);
  }

  private static final class CsvReader implements Reader<RawRecord> {
    private final CsvRecords records;
    private final String path;
    private final @Nullable String header;
    private long count;

    CsvReader(Path path, long skip) throws IOException {
      this.path = path.toString();
      this.records = new CsvRecords(open(path));
      byte[] first = records.next();
      header = first == null ? null : text(first);
      while (count < skip && records.next() != null) {
        count++;
      }
    }

    @Override
    public @Nullable RecordIterator<RawRecord> readBatch() throws IOException {
      RawRecord[] batch = new RawRecord[BATCH];
      long start = count;
      int size = 0;
      byte[] record;
      while (size < BATCH && (record = records.next()) != null) {
        batch[size++] =
            new RawRecord(
                RawRecord.Kind.RECORD,
                path,
                -1,
                count++,
                FeatureRow.NO_ARRIVAL,
                header,
                null,
                record);
      }
      if (size == 0) {
        return null;
      }
      ArrayResultIterator<RawRecord> iterator = new ArrayResultIterator<>();
      iterator.set(batch, size, CheckpointedPosition.NO_OFFSET, start);
      return iterator;
    }

    @Override
    public void close() throws IOException {
      records.close();
    }

    private static InputStream open(Path path) throws IOException {
      InputStream in = path.getFileSystem().open(path);
      return path.getName().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static String text(byte[] header) {
      String text = new String(header, StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
  }
}
