package io.freshet.sinks.delta.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.sinks.delta.packed.ColumnCursor;
import io.freshet.sinks.delta.packed.IncompatibleColumnException;
import io.freshet.sinks.delta.packed.LongCursor;
import io.freshet.sinks.delta.packed.PackedColumn;
import io.freshet.sinks.delta.packed.PackedFile;
import io.freshet.sinks.delta.packed.PackedType;
import io.freshet.sinks.delta.packed.ParquetTypes;
import io.freshet.sinks.delta.packed.ValuePacker;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as other programs write them, and as we do. */
final class ParquetScanIT {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message row {
            required binary key (STRING);
            required int64 number;
            required int64 micros (TIMESTAMP(MICROS,true));
            optional int64 millis (TIMESTAMP(MILLIS,true));
            optional int64 nanos (TIMESTAMP(NANOS,false));
            optional int96 ancient;
            optional int32 small;
            optional int32 unsigned (INTEGER(32,false));
            optional int32 day (DATE);
            optional double real;
            optional float single;
            optional boolean flag;
            optional binary text (STRING);
            optional int32 price (DECIMAL(9,2));
            optional int64 amount (DECIMAL(18,3));
            optional fixed_len_byte_array(13) sum (DECIMAL(30,4));
            optional binary words_sum (DECIMAL(25,1));
            optional group words (LIST) {
              repeated group list { optional binary element (STRING); } }
            optional group old_list (LIST) { repeated int64 array; }
            optional group counts (MAP) {
              repeated group key_value { required binary key (STRING); optional int64 value; } }
          }
          """);
  private static final int JULIAN_EPOCH = 2_440_588;

  @TempDir private Path directory;
  private final List<Map<String, byte[]>> expected = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "PARQUET_1_0, true, ZSTD",
    "PARQUET_1_0, false, UNCOMPRESSED",
    "PARQUET_2_0, true, SNAPPY",
    "PARQUET_2_0, false, GZIP"
  })
  void everyColumnIsReadWhateverIsPassedOver(
      WriterVersion version, boolean dictionary, CompressionCodecName codec) throws IOException {
    Path file = directory.resolve("foreign.parquet");
    Random random = new Random(3);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(SCHEMA)
            .withWriterVersion(version)
            .withDictionaryEncoding(dictionary)
            .withCompressionCodec(codec)
            .withPageRowCountLimit(60)
            .withDictionaryPageSize(2_000)
            .withRowGroupSize(40_000L)
            .withMinRowCountForPageSizeCheck(5)
            .build()) {
      for (int i = 0; i < 3_000; i++) {
        writer.write(row(random));
      }
    }
    try (ParquetScan scan = ParquetScan.open(Map.of(), "file:" + file)) {
      assertThat(scan.groups()).isGreaterThan(1);
      assertThat(scan.groups(0, Long.MAX_VALUE)).hasSize(scan.groups());
      for (int group = 0; group < scan.groups(); group++) {
        int first = (int) scan.firstRow(group);
        for (Type type : SCHEMA.getFields()) {
          check(scan, group, type, first, random);
        }
        checkNumbers(scan, group, first);
      }
    }
  }

  private void check(ParquetScan scan, int group, Type column, int first, Random random)
      throws IOException {
    PackedType type = ParquetTypes.packed(column).orElseThrow();
    try (RowGroup rows = scan.read(group, List.of(column.getName(), "not there"))) {
      ColumnCursor cursor = rows.packed(column.getName(), type);
      ByteWriter out = new ByteWriter(16);
      for (int row = 0; row < rows.rows(); row++) {
        int passedOver = random.nextInt(4) == 0 ? random.nextInt(150) : 0;
        passedOver = Math.min(passedOver, rows.rows() - row - 1);
        cursor.skip(passedOver);
        row += passedOver;
        out.clear();
        cursor.pack(out);
        assertThat(out.toByteArray())
            .as("%s of row %d of group %d", column, row, group)
            .isEqualTo(packed(first + row, column.getName()));
      }
      out.clear();
      rows.packed("not there", type).pack(out);
      assertThat(out.toByteArray()).isEqualTo(new byte[] {0});
    }
  }

  private void checkNumbers(ParquetScan scan, int group, int first) throws IOException {
    for (String name : List.of("micros", "nanos", "ancient")) {
      try (RowGroup rows = scan.read(group, List.of(name))) {
        LongCursor cursor = rows.numbers(name, PackedType.TIMESTAMP);
        long[] values = new long[rows.rows()];
        int half = values.length / 2;
        cursor.next(values, half);
        long[] rest = new long[values.length - half];
        cursor.next(rest, rest.length);
        System.arraycopy(rest, 0, values, half, rest.length);
        for (int row = 0; row < values.length; row++) {
          ByteReader packed = new ByteReader(packed(first + row, name), 0);
          assertThat(values[row]).isEqualTo(packed.readByte() == 0 ? 0 : packed.readLong());
        }
      }
    }
    assertThat(scan.smallestMillis(group, "micros").orElseThrow())
        .isEqualTo(
            IntStream.range(first, (int) (first + scan.rows(group)))
                .mapToLong(row -> new ByteReader(packed(row, "micros"), 1).readLong())
                .map(micros -> Math.floorDiv(micros, 1_000))
                .min()
                .orElseThrow());
    assertThat(scan.smallestMillis(group, "millis")).isEmpty();
  }

  private byte[] packed(int row, String column) {
    return Objects.requireNonNull(expected.get(row).get(column));
  }

  private Group row(Random random) {
    Group row = new SimpleGroup(SCHEMA);
    Map<String, byte[]> packed = new HashMap<>();
    boolean few = random.nextInt(4) > 0;
    for (Type type : SCHEMA.getFields()) {
      ByteWriter out = new ByteWriter(16);
      if (type.isRepetition(Type.Repetition.OPTIONAL) && random.nextInt(3) == 0) {
        out.writeByte(0);
      } else {
        out.writeByte(1);
        long number = few ? random.nextInt(5) - 2 : random.nextLong() >> random.nextInt(63);
        add(row, type.getName(), number, random, out);
      }
      packed.put(type.getName(), out.toByteArray());
    }
    expected.add(packed);
    return row;
  }

  private static void add(Group row, String name, long number, Random random, ByteWriter out) {
    int small = (int) number;
    switch (name) {
      case "key", "text" -> {
        String text = "é" + number;
        row.add(name, text);
        text(text, out);
      }
      case "number", "micros", "amount" -> {
        row.add(name, number);
        out.writeLong(number);
      }
      case "millis" -> {
        row.add(name, (long) small);
        out.writeLong(small * 1_000L);
      }
      case "nanos" -> {
        row.add(name, number);
        out.writeLong(Math.floorDiv(number, 1_000L));
      }
      case "ancient" -> {
        ByteBuffer time = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        int day = small % 10_000;
        time.putLong(7_000_001L).putInt(JULIAN_EPOCH + day);
        row.add(name, Binary.fromConstantByteArray(time.array()));
        out.writeLong(day * 86_400_000_000L + 7_000);
      }
      case "small", "day" -> {
        row.add(name, small);
        out.writeVarLong(small);
      }
      case "unsigned" -> {
        row.add(name, small);
        out.writeLong(Integer.toUnsignedLong(small));
      }
      case "real" -> {
        row.add(name, number / 7.0);
        out.writeLong(Double.doubleToLongBits(number / 7.0));
      }
      case "single" -> {
        row.add(name, number / 7.0f);
        out.writeLong(Float.floatToIntBits(number / 7.0f));
      }
      case "flag" -> {
        row.add(name, number > 0);
        out.writeByte(number > 0 ? 1 : 0);
      }
      case "price" -> {
        row.add(name, small % 1_000_000);
        out.writeLong(small % 1_000_000);
      }
      case "sum", "words_sum" -> {
        byte[] minimal = BigInteger.valueOf(number).toByteArray();
        byte[] fixed = new byte[name.equals("sum") ? 13 : minimal.length];
        Arrays.fill(fixed, (byte) (number < 0 ? -1 : 0));
        System.arraycopy(minimal, 0, fixed, fixed.length - minimal.length, minimal.length);
        row.add(name, Binary.fromConstantByteArray(fixed));
        out.writeBytes(minimal);
      }
      default -> addNested(row, name, random, out);
    }
  }

  private static void addNested(Group row, String name, Random random, ByteWriter out) {
    int count = random.nextInt(4);
    Group group = row.addGroup(name);
    out.writeUnsigned(count);
    for (int i = 0; i < count; i++) {
      long number = random.nextInt(9);
      boolean isNull = random.nextInt(4) == 0;
      switch (name) {
        case "words" -> {
          Group entry = group.addGroup("list");
          out.writeByte(isNull ? 0 : 1);
          if (!isNull) {
            entry.add("element", "w" + number);
            text("w" + number, out);
          }
        }
        case "old_list" -> {
          group.add("array", number);
          out.writeByte(1);
          out.writeLong(number);
        }
        default -> {
          Group entry = group.addGroup("key_value");
          entry.add("key", "k" + i);
          out.writeByte(1);
          text("k" + i, out);
          out.writeByte(isNull ? 0 : 1);
          if (!isNull) {
            entry.add("value", number);
            out.writeLong(number);
          }
        }
      }
    }
  }

  private static void text(String text, ByteWriter out) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsWrittenPackedIsReadPacked() throws IOException {
    Random random = new Random(9);
    List<PackedColumn> columns =
        SCHEMA.getFields().stream()
            .map(type -> new PackedColumn(type.getName(), ParquetTypes.packed(type).orElseThrow()))
            .toList();
    Path path = directory.resolve("ours.parquet");
    try (PackedFile file = new PackedFile(path, columns)) {
      for (int i = 0; i < 500; i++) {
        row(random);
        ByteWriter row = new ByteWriter(64);
        for (PackedColumn column : columns) {
          byte[] value = packed(i, column.name());
          row.writeRaw(value, 0, value.length);
        }
        file.write(new ByteReader(row.toByteArray(), 0));
      }
      assertThat(file.rows()).isEqualTo(500);
    }
    try (ParquetScan scan = ParquetScan.open(Map.of(), "file:" + path)) {
      assertThat(
              scan.schema().getFields().stream()
                  .map(
                      type ->
                          new PackedColumn(type.getName(), ParquetTypes.packed(type).orElseThrow()))
                  .collect(Collectors.toList()))
          .isEqualTo(columns);
      for (PackedColumn column : columns) {
        Type type = scan.schema().getType(column.name());
        check(scan, 0, type, 0, random);
      }
    }
  }

  @Test
  void packedValuesArePassedOver() {
    Random random = new Random(11);
    for (int i = 0; i < 100; i++) {
      row(random);
      for (Type type : SCHEMA.getFields()) {
        byte[] value = packed(i, type.getName());
        ByteReader in = new ByteReader(value, 0);
        ValuePacker.skip(ParquetTypes.packed(type).orElseThrow(), in);
        in.expectEnd();
      }
    }
  }

  @Test
  void otherTypesThanTheTablesAreRefused() throws IOException {
    try (PackedFile file =
        new PackedFile(
            directory.resolve("one.parquet"), List.of(new PackedColumn("a", PackedType.STRING)))) {
      file.write(new ByteReader(new byte[] {1, 1, 'x'}, 0));
    }
    try (ParquetScan scan = ParquetScan.open(Map.of(), "file:" + directory.resolve("one.parquet"));
        RowGroup rows = scan.read(0, List.of("a"))) {
      assertThatExceptionOfType(IncompatibleColumnException.class)
          .isThrownBy(() -> rows.packed("a", PackedType.LONG));
      assertThatExceptionOfType(IncompatibleColumnException.class)
          .isThrownBy(() -> rows.packed("a", PackedType.list(PackedType.STRING)));
    }
  }
}
