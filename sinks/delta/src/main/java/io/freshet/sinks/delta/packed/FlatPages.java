package io.freshet.sinks.delta.packed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a column without lists, one at a time, and a row in them. Not thread-safe.
 *
 * <p>Which rows have values, and the places of values in a dictionary, are read for a whole page at
 * once; values stay bytes until somebody asks. Parquet's own column reader does all of it for each
 * row, whether or not somebody asks. Pages that have neither plain values nor places in a
 * dictionary are made plain first.
 */
final class FlatPages {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final ColumnDescriptor column;
  private final PageReader pages;
  private final boolean nullable;
  private final Values values;

  private int rows;
  private int row;

  /** Of each row of the page, whether it has a value, 0 or 1; null: all have. */
  private int @Nullable [] defined;

  private int[] levels = new int[0];
  private int[] places = new int[0];

  /** Number in the page of the value of the row, or of the next one that there is. */
  private int value;

  private boolean inDictionary;

  /** Where the page's places in the dictionary are, as long as nobody has asked for one. */
  private byte @Nullable [] unread;

  private int unreadBegin;

  /** What makes values of bytes. */
  interface Values {
    /** Takes a dictionary of {@code count} values. */
    void takeDictionary(byte[] bytes, int begin, int count);

    /** Takes the {@code count} values of a page that has them, not places in the dictionary. */
    void takePlain(byte[] bytes, int begin, int count);
  }

  /** A column that stands in no list, and its pages. */
  FlatPages(ColumnDescriptor column, PageReader pages, Values values) {
    this.column = column;
    this.pages = pages;
    this.nullable = column.getMaxDefinitionLevel() > 0;
    this.values = values;
    DictionaryPage dictionary = pages.readDictionaryPage();
    if (dictionary != null) {
      ByteBuffer bytes = buffer(dictionary.getBytes());
      values.takeDictionary(bytes.array(), start(bytes), dictionary.getDictionarySize());
    }
  }

  /** Whether the row has a value. */
  boolean isDefined() {
    if (row == rows) {
      load();
    }
    return defined == null || defined[row] != 0;
  }

  /** Where the values of the page are: in the dictionary, or in the page. */
  boolean inDictionary() {
    return inDictionary;
  }

  /** The number of the row's value, which is there, in the dictionary or in the page. */
  int place() {
    if (!inDictionary) {
      return value;
    }
    if (unread != null) {
      readPlaces(unread);
    }
    return places[value];
  }

  /** Goes on to the next row; {@link #isDefined} has been asked. */
  void next() {
    value += defined == null ? 1 : defined[row];
    row++;
  }

  /** Passes over rows. */
  void skip(int count) {
    int left = count;
    while (left > 0) {
      if (row == rows) {
        load();
      }
      int step = Math.min(left, rows - row);
      value += defined == null ? step : sum(defined, row, row + step);
      row += step;
      left -= step;
    }
  }

  private static int sum(int[] numbers, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += numbers[i];
    }
    return sum;
  }

  private void load() {
    do {
      DataPage page = pages.readPage();
      if (page == null) {
        throw new IllegalStateException("The column has fewer rows than its row group");
      }
      rows = page.getValueCount();
      row = 0;
      value = 0;
      if (rows > 0) {
        load(page);
      }
    } while (rows == 0);
  }

  private void load(DataPage page) {
    if (page instanceof DataPageV1 first) {
      load(first);
    } else if (page instanceof DataPageV2 second) {
      load(second);
    } else {
      throw new IllegalStateException("A page of unknown form: " + page);
    }
  }

  private void load(DataPageV1 page) {
    ByteBuffer bytes = buffer(page.getBytes());
    int begin = start(bytes);
    if (!nullable) {
      loadValues(bytes, begin, page.getValueEncoding());
      return;
    }
    if (page.getDlEncoding() == Encoding.RLE) {
      loadDefined(bytes.array(), begin + Integer.BYTES);
      int length = (int) INT.get(bytes.array(), begin);
      loadValues(bytes, begin + Integer.BYTES + length, page.getValueEncoding());
    } else {
      loadDefinedBits(bytes.array(), begin);
      loadValues(bytes, begin + (rows + 7) / Byte.SIZE, page.getValueEncoding());
    }
  }

  private void load(DataPageV2 page) {
    if (nullable) {
      ByteBuffer bytes = buffer(page.getDefinitionLevels());
      loadDefined(bytes.array(), start(bytes));
    }
    ByteBuffer bytes = buffer(page.getData());
    loadValues(bytes, start(bytes), page.getDataEncoding());
  }

  private void loadDefined(byte[] bytes, int begin) {
    if (HybridRuns.isAll(bytes, begin, 1, rows)) {
      defined = null;
    } else {
      defined = levels();
      HybridRuns.read(bytes, begin, 1, defined, rows);
    }
  }

  /** The form of old, high bits first. */
  private void loadDefinedBits(byte[] bytes, int begin) {
    int[] found = levels();
    for (int i = 0; i < rows; i++) {
      found[i] = bytes[begin + (i >> 3)] >> 7 - (i & 7) & 1;
    }
    defined = found;
  }

  private int[] levels() {
    if (levels.length < rows) {
      levels = new int[rows];
    }
    return levels;
  }

  private void loadValues(ByteBuffer bytes, int begin, Encoding encoding) {
    inDictionary = encoding.usesDictionary();
    unread = null;
    if (inDictionary) {
      unread = bytes.array();
      unreadBegin = begin;
    } else if (encoding == Encoding.PLAIN) {
      values.takePlain(bytes.array(), begin, count());
    } else {
      bytes.position(begin - bytes.arrayOffset());
      values.takePlain(PlainValues.of(column, encoding, bytes, rows, count()), 0, count());
    }
  }

  /** How many rows of the page have values. */
  private int count() {
    return defined == null ? rows : sum(defined, 0, rows);
  }

  private void readPlaces(byte[] bytes) {
    int count = count();
    if (places.length < count) {
      places = new int[count];
    }
    HybridRuns.read(bytes, unreadBegin + 1, bytes[unreadBegin], places, count);
    unread = null;
  }

  private static int start(ByteBuffer bytes) {
    return bytes.arrayOffset() + bytes.position();
  }

  private static ByteBuffer buffer(BytesInput input) {
    try {
      ByteBuffer buffer = input.toByteBuffer();
      return buffer.hasArray() ? buffer : ByteBuffer.wrap(input.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
