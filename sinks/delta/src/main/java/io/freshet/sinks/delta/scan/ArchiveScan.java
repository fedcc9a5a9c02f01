package io.freshet.sinks.delta.scan;

import io.freshet.schemas.ArchivedRecord;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.sinks.delta.packed.ColumnCursor;
import io.freshet.sinks.delta.packed.LongCursor;
import io.freshet.sinks.delta.packed.PackedType;
import io.freshet.sinks.delta.packed.PackedType.Kind;
import io.freshet.sinks.delta.schema.ArchiveFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads data files of an archive, one row group in memory at a time. */
public final class ArchiveScan {
  private static final PackedType BINARY = PackedType.of(Kind.BINARY);
  private static final long MICROS_PER_MILLI = 1_000;

  private final ByteWriter packed = new ByteWriter(1024);

  private ArchiveScan() {}

  /**
   * Hands the records of a file to {@code consumer}, in the file's order.
   *
   * @param hadoop Hadoop properties
   * @param path of the file, as Hadoop writes it
   */
  public static void read(
      Map<String, String> hadoop, String path, Consumer<ArchivedRecord> consumer)
      throws IOException {
    ArchiveScan scan = new ArchiveScan();
    try (ParquetScan file = ParquetScan.open(hadoop, path)) {
      for (int i = 0; i < file.groups(); i++) {
        try (RowGroup group = file.read(i, ArchiveFormat.COLUMNS)) {
          scan.read(group, consumer);
        }
      }
    }
  }

  private void read(RowGroup group, Consumer<ArchivedRecord> consumer) {
    ColumnCursor topics = group.packed(ArchiveFormat.TOPIC, PackedType.STRING);
    LongCursor partitions = group.numbers(ArchiveFormat.PARTITION, PackedType.LONG);
    LongCursor offsets = group.numbers(ArchiveFormat.OFFSET, PackedType.LONG);
    LongCursor arrivals = group.numbers(ArchiveFormat.ARRIVED_AT, PackedType.TIMESTAMP);
    ColumnCursor keys = group.packed(ArchiveFormat.KEY, BINARY);
    ColumnCursor values = group.packed(ArchiveFormat.VALUE, BINARY);
    for (int row = 0; row < group.rows(); row++) {
      byte[] topic = next(topics);
      consumer.accept(
          new ArchivedRecord(
              topic == null ? "" : new String(topic, StandardCharsets.UTF_8),
              Math.toIntExact(partitions.next()),
              offsets.next(),
              Math.floorDiv(arrivals.next(), MICROS_PER_MILLI),
              next(keys),
              next(values)));
    }
  }

  private byte @Nullable [] next(ColumnCursor cursor) {
    packed.clear();
    cursor.pack(packed);
    ByteReader in = new ByteReader(packed.bytes(), 0);
    return in.readByte() == 0 ? null : in.readBytes();
  }
}
