package io.freshet.sinks.delta.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.ByteWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reads pages itself finds what Parquet's own reader finds. */
final class PagedCursorsIT {
  private static final int ROWS = 5_000;
  private static final double OTHER_NAN = Double.longBitsToDouble(-1);

  /** Files of unknown writers are read by Parquet's own reader. */
  private static final @Nullable ParsedVersion UNKNOWN = null;

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message row {
            required int64 id;
            optional int64 number;
            optional int32 narrow;
            optional int64 at (TIMESTAMP(MICROS,true));
            optional double ratio;
            optional int64 price (DECIMAL(18,2));
            optional binary text (STRING);
            optional fixed_len_byte_array(16) total (DECIMAL(38,2));
            optional binary sum (DECIMAL(30,2));
          }
          """);
  private static final Map<String, PackedType> TYPES =
      Map.of(
          "id", PackedType.LONG,
          "number", PackedType.LONG,
          "narrow", PackedType.LONG,
          "at", PackedType.TIMESTAMP,
          "ratio", PackedType.of(PackedType.Kind.DOUBLE),
          "price", PackedType.decimal(18, 2),
          "text", PackedType.STRING,
          "total", PackedType.decimal(38, 2),
          "sum", PackedType.decimal(30, 2));

  @TempDir private Path directory;

  /** Dictionaries of 3000 values grow too large on the way: plain pages follow. */
  @ParameterizedTest
  @CsvSource({
    "PARQUET_1_0, true, 20, 0",
    "PARQUET_1_0, true, 20, 0.1",
    "PARQUET_1_0, true, 3000, 0.5",
    "PARQUET_1_0, true, 1, 0.999",
    "PARQUET_1_0, false, 100000, 0",
    "PARQUET_1_0, false, 100000, 0.3",
    "PARQUET_1_0, false, 100000, 1",
    "PARQUET_2_0, true, 3000, 0.1",
    "PARQUET_2_0, false, 100000, 0.3",
    "PARQUET_2_0, false, 20, 0"
  })
  void pagesSayWhatParquetSays(
      WriterVersion version, boolean dictionary, int distinct, double nulls) throws IOException {
    Path file = directory.resolve("rows.parquet");
    write(file, version, dictionary, distinct, nulls);
    for (Map.Entry<String, PackedType> column : TYPES.entrySet()) {
      for (int stride : new int[] {1, 3, 700}) {
        assertThat(packed(file, column.getKey(), column.getValue(), stride, true))
            .as(column.getKey() + " by " + stride)
            .isEqualTo(packed(file, column.getKey(), column.getValue(), stride, false));
      }
    }
    for (String column : List.of("id", "number", "narrow", "at")) {
      assertThat(numbers(file, column, true)).isEqualTo(numbers(file, column, false));
    }
  }

  private static byte[] packed(Path file, String name, PackedType type, int stride, boolean paged)
      throws IOException {
    ByteWriter out = new ByteWriter(1024);
    Random random = new Random(stride);
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      reader.setRequestedSchema(new MessageType("row", SCHEMA.getType(name)));
      PageReadStore pages = reader.readNextRowGroup();
      ColumnCursor cursor =
          paged
              ? PagedCursors.of(column(name), type, pages).orElseThrow()
              : Cursors.of(SCHEMA, name, type, pages, UNKNOWN);
      assertThat(cursor instanceof FlatCursor).isNotEqualTo(paged);
      int row = 0;
      while (true) {
        int skipped = random.nextInt(stride);
        if (row + skipped >= ROWS) {
          return out.toByteArray();
        }
        cursor.skip(skipped);
        cursor.pack(out);
        row += skipped + 1;
      }
    }
  }

  private static long[] numbers(Path file, String name, boolean paged) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      reader.setRequestedSchema(new MessageType("row", SCHEMA.getType(name)));
      PageReadStore pages = reader.readNextRowGroup();
      PackedType type = Objects.requireNonNull(TYPES.get(name));
      LongCursor cursor =
          paged
              ? PagedCursors.numbers(column(name), type, pages).orElseThrow()
              : Cursors.numbers(SCHEMA, name, type, pages, UNKNOWN);
      long[] numbers = new long[ROWS];
      cursor.next(numbers, ROWS);
      return numbers;
    }
  }

  private static ColumnDescriptor column(String name) {
    return SCHEMA.getColumnDescription(new String[] {name});
  }

  private static void write(
      Path file, WriterVersion version, boolean dictionary, int distinct, double nulls)
      throws IOException {
    Random random = new Random(distinct);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(SCHEMA)
            .withConf(new PlainParquetConfiguration())
            .withWriterVersion(version)
            .withDictionaryEncoding(dictionary)
            .withByteStreamSplitEncoding(version == WriterVersion.PARQUET_2_0)
            .withDictionaryPageSize(8_000)
            .withPageSize(10_000)
            .withPageRowCountLimit(1_100)
            .build()) {
      for (int i = 0; i < ROWS; i++) {
        writer.write(row(i, distinct, nulls, random));
      }
    }
  }

  private static Group row(long id, int distinct, double nulls, Random random) {
    Group row = new SimpleGroup(SCHEMA);
    row.add("id", id);
    for (String name : TYPES.keySet()) {
      if (name.equals("id") || random.nextDouble() < nulls) {
        continue;
      }
      int value = random.nextInt(distinct) - distinct / 2;
      switch (name) {
        case "narrow" -> row.add(name, value);
        case "ratio" -> row.add(name, value % 5 == 0 ? OTHER_NAN : value / 7.0);
        case "text" -> row.add(name, "text".repeat(Math.abs(value % 3)) + value);
        case "total" -> row.add(name, wide(value));
        case "sum" ->
            row.add(name, Binary.fromConstantByteArray(BigInteger.valueOf(value).toByteArray()));
        default -> row.add(name, value * 1_000_000_007L);
      }
    }
    return row;
  }

  private static Binary wide(long value) {
    byte[] bytes = new byte[16];
    byte[] number = BigInteger.valueOf(value).shiftLeft(value % 5 == 0 ? 64 : 0).toByteArray();
    Arrays.fill(bytes, value < 0 ? (byte) -1 : 0);
    System.arraycopy(number, 0, bytes, 16 - number.length, number.length);
    return Binary.fromConstantByteArray(bytes);
  }
}
