package io.freshet.sinks.delta.packed;

import io.freshet.schemas.ByteReader;
import java.util.Arrays;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes a packed value to Parquet, from behind the byte that says that it is not NULL. */
@FunctionalInterface
interface ValueWriter {
  int INT_DIGITS = 9;

  void write(RecordConsumer out, ByteReader in);

  /** A writer for values of columns as {@link ParquetTypes#parquet} gives them. */
  static ValueWriter of(PackedType type) {
    return switch (type.kind()) {
      case BOOLEAN -> (out, in) -> out.addBoolean(in.readByte() == 1);
      case BYTE, SHORT, INT, DATE -> (out, in) -> out.addInteger((int) in.readVarLong());
      case LONG, TIMESTAMP, TIMESTAMP_NTZ -> (out, in) -> out.addLong(in.readLong());
      case FLOAT -> (out, in) -> out.addFloat(Float.intBitsToFloat((int) in.readLong()));
      case DOUBLE -> (out, in) -> out.addDouble(Double.longBitsToDouble(in.readLong()));
      case STRING, BINARY ->
          (out, in) -> {
            int length = in.readCount();
            int begin = in.position();
            in.skip(length);
            out.addBinary(Binary.fromReusedByteArray(in.bytes(), begin, length));
          };
      case DECIMAL -> decimal(type);
      case LIST -> list(of(type.elementType()));
      case MAP -> map(of(type.keyType()), of(type.elementType()));
    };
  }

  private static ValueWriter decimal(PackedType type) {
    if (type.precision() <= INT_DIGITS) {
      return (out, in) -> out.addInteger((int) in.readLong());
    }
    if (type.precision() <= PackedType.LONG_DIGITS) {
      return (out, in) -> out.addLong(in.readLong());
    }
    int bytes = ParquetTypes.decimalBytes(type.precision());
    return (out, in) -> {
      int length = in.readCount();
      out.addBinary(Binary.fromConstantByteArray(signExtended(in, length, bytes)));
      in.skip(length);
    };
  }

  /** The number of {@code length} bytes at the reader's position in {@code wanted} bytes. */
  private static byte[] signExtended(ByteReader in, int length, int wanted) {
    byte[] extended = new byte[wanted];
    if (length > 0 && in.bytes()[in.position()] < 0) {
      Arrays.fill(extended, 0, wanted - length, (byte) -1);
    }
    System.arraycopy(in.bytes(), in.position(), extended, wanted - length, length);
    return extended;
  }

  private static ValueWriter list(ValueWriter element) {
    return (out, in) -> {
      int count = in.readCount();
      out.startGroup();
      if (count > 0) {
        out.startField("list", 0);
        for (int i = 0; i < count; i++) {
          out.startGroup();
          field(out, in, element, "element", 0);
          out.endGroup();
        }
        out.endField("list", 0);
      }
      out.endGroup();
    };
  }

  private static ValueWriter map(ValueWriter key, ValueWriter value) {
    return (out, in) -> {
      int count = in.readCount();
      out.startGroup();
      if (count > 0) {
        out.startField("key_value", 0);
        for (int i = 0; i < count; i++) {
          out.startGroup();
          field(out, in, key, "key", 0);
          field(out, in, value, "value", 1);
          out.endGroup();
        }
        out.endField("key_value", 0);
      }
      out.endGroup();
    };
  }

  /** Writes a field with the packed value at the reader's position; nothing for NULL. */
  static void field(RecordConsumer out, ByteReader in, ValueWriter writer, String name, int index) {
    if (in.readByte() == ValuePacker.NULL) {
      return;
    }
    out.startField(name, index);
    writer.write(out, in);
    out.endField(name, index);
  }
}
