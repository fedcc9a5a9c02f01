package io.freshet.sinks.delta.packed;

import io.freshet.schemas.ByteWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** A column whose values are packed as the bytes that stand in its pages, and their number. */
final class PagedBytes implements ColumnCursor, FlatPages.Values {
  /** Width of values that say themselves how long they are. */
  private static final int VARIABLE = 0;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final int width;
  private final boolean signed;
  private final FlatPages pages;
  private byte[] dictionary = new byte[0];
  private int[] dictionaryEnds = new int[0];
  private byte[] plain = new byte[0];
  private int[] plainEnds = new int[0];

  /**
   * A column of bytes, of one length or each of its own.
   *
   * @param signed whether values are numbers in two's complement, packed in as few bytes as hold
   *     them
   */
  PagedBytes(ColumnDescriptor column, PageReader pages, boolean signed) {
    PrimitiveType type = column.getPrimitiveType();
    this.width =
        type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY ? VARIABLE : type.getTypeLength();
    this.signed = signed;
    this.pages = new FlatPages(column, pages, this);
  }

  @Override
  public void takeDictionary(byte[] bytes, int from, int count) {
    dictionary = bytes;
    dictionaryEnds = ends(bytes, from, count, new int[count + 1]);
  }

  @Override
  public void takePlain(byte[] bytes, int from, int count) {
    plain = bytes;
    plainEnds = ends(bytes, from, count, plainEnds.length > count ? plainEnds : new int[count + 1]);
  }

  /** Where values end; before the first one, where it begins. */
  private int[] ends(byte[] bytes, int from, int count, int[] ends) {
    ends[0] = from;
    for (int i = 0; i < count; i++) {
      int length = width == VARIABLE ? Integer.BYTES + (int) INT.get(bytes, ends[i]) : width;
      ends[i + 1] = ends[i] + length;
    }
    return ends;
  }

  @Override
  public void pack(ByteWriter out) {
    if (pages.isDefined()) {
      out.writeByte(ValuePacker.VALUE);
      int place = pages.place();
      if (pages.inDictionary()) {
        pack(dictionary, dictionaryEnds[place], dictionaryEnds[place + 1], out);
      } else {
        pack(plain, plainEnds[place], plainEnds[place + 1], out);
      }
    } else {
      out.writeByte(ValuePacker.NULL);
    }
    pages.next();
  }

  private void pack(byte[] bytes, int from, int end, ByteWriter out) {
    int begin = width == VARIABLE ? from + Integer.BYTES : from;
    if (signed) {
      while (begin < end - 1 && bytes[begin] == bytes[begin + 1] >> 7) {
        begin++;
      }
    }
    out.writeUnsigned(end - begin);
    out.writeRaw(bytes, begin, end - begin);
  }

  @Override
  public void skip() {
    pages.skip(1);
  }

  @Override
  public void skip(int rows) {
    pages.skip(rows);
  }
}
