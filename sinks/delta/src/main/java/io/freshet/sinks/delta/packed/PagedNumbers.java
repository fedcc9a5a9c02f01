package io.freshet.sinks.delta.packed;

import io.freshet.schemas.ByteWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** A column whose values are packed as the eight bytes of a number that stands in its pages. */
final class PagedNumbers implements ColumnCursor, LongCursor, FlatPages.Values {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int width;
  private final boolean real;
  private final FlatPages pages;
  private long[] dictionary = new long[0];
  private byte[] plain = new byte[0];
  private int begin;

  /** A column of 32-bit or 64-bit integers, or of doubles. */
  PagedNumbers(ColumnDescriptor column, PageReader pages) {
    PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
    this.width = type == PrimitiveTypeName.INT32 ? Integer.BYTES : Long.BYTES;
    this.real = type == PrimitiveTypeName.DOUBLE;
    this.pages = new FlatPages(column, pages, this);
  }

  @Override
  public void takeDictionary(byte[] bytes, int from, int count) {
    dictionary = new long[count];
    for (int i = 0; i < count; i++) {
      dictionary[i] = number(bytes, from, i);
    }
  }

  @Override
  public void takePlain(byte[] bytes, int from, int count) {
    plain = bytes;
    begin = from;
  }

  private long number(byte[] bytes, int from, int place) {
    return width == Long.BYTES
        ? (long) LONG.get(bytes, from + place * Long.BYTES)
        : (int) INT.get(bytes, from + place * Integer.BYTES);
  }

  private long value() {
    int place = pages.place();
    return pages.inDictionary() ? dictionary[place] : number(plain, begin, place);
  }

  @Override
  public void pack(ByteWriter out) {
    if (pages.isDefined()) {
      out.writeByte(ValuePacker.VALUE);
      long value = value();
      // there are many forms of what is not a number, of which one is packed
      out.writeLong(real ? Double.doubleToLongBits(Double.longBitsToDouble(value)) : value);
    } else {
      out.writeByte(ValuePacker.NULL);
    }
    pages.next();
  }

  @Override
  public void skip() {
    pages.skip(1);
  }

  @Override
  public void skip(int rows) {
    pages.skip(rows);
  }

  @Override
  public boolean isNull() {
    return !pages.isDefined();
  }

  @Override
  public long next() {
    long value = pages.isDefined() ? value() : 0;
    pages.next();
    return value;
  }

  @Override
  public void next(long[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = next();
    }
  }
}
