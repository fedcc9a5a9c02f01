package io.freshet.sinks.delta.packed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.plain.FixedLenByteArrayPlainValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Makes values of a page plain that have an encoding of their own, by Parquet's own readers. */
final class PlainValues {
  private static final int SLAB = 4 << 10;

  /** Copies one value. */
  @FunctionalInterface
  private interface Copy {
    void next(ValuesReader from, ValuesWriter to);
  }

  private PlainValues() {}

  /**
   * The values.
   *
   * @param bytes stand at the first of them
   * @param rows of the page
   * @param count of the rows that have values
   */
  static byte[] of(
      ColumnDescriptor column, Encoding encoding, ByteBuffer bytes, int rows, int count) {
    ValuesReader from = encoding.getValuesReader(column, ValuesType.VALUES);
    Copy copy = copy(column.getPrimitiveType().getPrimitiveTypeName());
    try (ValuesWriter to = writer(column.getPrimitiveType())) {
      from.initFromPage(rows, ByteBufferInputStream.wrap(bytes));
      for (int i = 0; i < count; i++) {
        copy.next(from, to);
      }
      return to.getBytes().toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ValuesWriter writer(PrimitiveType type) {
    HeapByteBufferAllocator memory = HeapByteBufferAllocator.getInstance();
    return type.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
        ? new FixedLenByteArrayPlainValuesWriter(
            type.getTypeLength(), SLAB, Integer.MAX_VALUE, memory)
        : new PlainValuesWriter(SLAB, Integer.MAX_VALUE, memory);
  }

  private static Copy copy(PrimitiveTypeName type) {
    return switch (type) {
      case INT32 -> (from, to) -> to.writeInteger(from.readInteger());
      case INT64 -> (from, to) -> to.writeLong(from.readLong());
      case FLOAT -> (from, to) -> to.writeFloat(from.readFloat());
      case DOUBLE -> (from, to) -> to.writeDouble(from.readDouble());
      case BINARY, FIXED_LEN_BYTE_ARRAY -> (from, to) -> to.writeBytes(from.readBytes());
      case BOOLEAN, INT96 -> throw new IllegalArgumentException("No such values here: " + type);
    };
  }
}
