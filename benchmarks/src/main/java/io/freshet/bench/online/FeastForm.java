package io.freshet.bench.online;

import io.freshet.schemas.Field;
import io.freshet.schemas.PackedRow;
import io.freshet.schemas.RowCodec;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row as Feast's online store for Redis has it: one hash for each entity, its fields the 32-bit
 * MurmurHash3 of {@code view:feature}, its values protobuf messages {@code feast.types.Value}, and
 * a field with the time for each view. NULL is an empty message.
 *
 * <p>Source of the form: Feast's repository, {@code sdk/python/feast/infra/online_stores/redis.py},
 * {@code key_encoding_utils.py} and {@code protos/feast/types/Value.proto}.
 */
final class FeastForm {
  private static final String PROJECT = "shop";
  private static final String VIEW = "profile";
  private static final int STRING_TYPE = 2;
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;

  // numbers of the members of feast.types.Value
  private static final int STRING_VALUE = 2;
  private static final int INT64_VALUE = 4;
  private static final int DOUBLE_VALUE = 5;
  private static final int TIMESTAMP_VALUE = 8;

  private FeastForm() {}

  /** The key of an entity: names and values of its join keys, and the project. */
  static byte[] key(String entity) {
    byte[] name = utf8("user_id");
    byte[] value = utf8(entity);
    byte[] project = utf8(PROJECT);
    return ByteBuffer.allocate(12 + name.length + value.length + project.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(STRING_TYPE)
        .put(name)
        .putInt(STRING_TYPE)
        .putInt(value.length)
        .put(value)
        .put(project)
        .array();
  }

  /** The fields of a row: one for each feature, and the time. */
  @SuppressWarnings("ArrayAsKeyOfSetOrMap") // only walked through
  static Map<byte[], byte[]> fields(RowCodec codec, byte[] row) {
    @Nullable Object[] values = codec.decode(row);
    List<Field> features = codec.layout().features();
    Map<byte[], byte[]> fields = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      byte[] name = utf8(VIEW + ":" + features.get(i).name());
      fields.put(littleEndian(Murmur3.hash(name)), value(features.get(i), values[i]));
    }
    fields.put(utf8("_ts:" + VIEW), time(PackedRow.featureTimestamp(row)));
    return fields;
  }

  private static byte[] value(Field feature, @Nullable Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(16);
    if (value == null) {
      return out.toByteArray();
    }
    switch (feature.type().kind()) {
      case BIGINT -> {
        tag(out, INT64_VALUE, VARINT);
        varint(out, (Long) value);
      }
      case TIMESTAMP -> {
        tag(out, TIMESTAMP_VALUE, VARINT);
        varint(out, Math.floorDiv((Long) value, 1000));
      }
      case DECIMAL -> {
        tag(out, DOUBLE_VALUE, FIXED64);
        long bits = Double.doubleToLongBits(((BigDecimal) value).doubleValue());
        out.writeBytes(
            ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(bits).array());
      }
      default -> {
        byte[] text = utf8((String) value);
        tag(out, STRING_VALUE, BYTES);
        varint(out, text.length);
        out.writeBytes(text);
      }
    }
    return out.toByteArray();
  }

  /** A {@code google.protobuf.Timestamp}, to the second. */
  private static byte[] time(long millis) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(8);
    tag(out, 1, VARINT);
    varint(out, Math.floorDiv(millis, 1000));
    return out.toByteArray();
  }

  private static void tag(ByteArrayOutputStream out, int member, int wire) {
    varint(out, member << 3 | wire);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static byte[] littleEndian(int number) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
