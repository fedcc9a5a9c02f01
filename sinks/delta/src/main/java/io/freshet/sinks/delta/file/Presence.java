package io.freshet.sinks.delta.file;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/**
 * Which rows of a page have a value: Parquet's definition levels of a column that may be NULL.
 *
 * <p>The form is Parquet's hybrid of runs and bits, with its length before it. A run has twice the
 * number of its rows as a varint and then 0 or 1; bits have the number of their bytes, doubled and
 * one more, and then a bit for each row. Rows that are all NULL, or none of them, make a run if
 * they are 64 or more: these are found without a look at each.
 */
final class Presence {
  /** As many bytes of bits as readers are used to: their number takes one byte. */
  private static final int MOST_BYTES = 63;

  private long[] bits = new long[16];
  private int rows;

  /** The row at {@code row} behind those so far has a value. */
  void set(int row) {
    int position = rows + row;
    int word = position >> 6;
    if (word >= bits.length) {
      bits = Arrays.copyOf(bits, Math.max(word + 1, 2 * bits.length));
    }
    bits[word] |= 1L << position;
  }

  /** So many rows more, of which those with a value are known. */
  void add(int number) {
    rows += number;
  }

  int rows() {
    return rows;
  }

  /** Begins a page. */
  void clear() {
    Arrays.fill(bits, 0);
    rows = 0;
  }

  /** The levels of the page. */
  BytesInput encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(rows / Byte.SIZE + 16);
    int words = (rows + Long.SIZE - 1) / Long.SIZE;
    int word = 0;
    while (word < words) {
      int run = runEnd(word);
      if (run > word) {
        int length = Math.min(rows, run * Long.SIZE) - word * Long.SIZE;
        writeVarInt(out, length << 1);
        out.write((int) (bit(word) & 1));
        word = run;
      } else {
        int end = word + 1;
        while (end < words && runEnd(end) == end) {
          end++;
        }
        writeBits(out, word * Long.BYTES, (Math.min(rows, end * Long.SIZE) + 7) / Byte.SIZE);
        word = end;
      }
    }
    byte[] levels = out.toByteArray();
    return BytesInput.concat(BytesInput.fromInt(levels.length), BytesInput.from(levels));
  }

  /** Behind the words that are all like this one, if it is all 0 or all 1; else the word itself. */
  private int runEnd(int word) {
    long value = bit(word);
    if (value != 0 && value != -1) {
      return word;
    }
    int full = rows / Long.SIZE;
    int end = word;
    while (end < full && bit(end) == value) {
      end++;
    }
    // the rows of the last word may be fewer
    return end == full && end > word && value == 0 && end * Long.SIZE < rows && bit(end) == 0
        ? end + 1
        : end;
  }

  private long bit(int word) {
    return word < bits.length ? bits[word] : 0;
  }

  private void writeBits(ByteArrayOutputStream out, int from, int to) {
    int position = from;
    while (position < to) {
      int count = Math.min(MOST_BYTES, to - position);
      writeVarInt(out, count << 1 | 1);
      for (int end = position + count; position < end; position++) {
        out.write((int) (bit(position >> 3) >> (position & 7) * Byte.SIZE));
      }
    }
  }

  private static void writeVarInt(ByteArrayOutputStream out, int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      out.write(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
