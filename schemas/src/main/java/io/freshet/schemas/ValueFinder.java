package io.freshet.schemas;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds values of a row by their index among those that repeat nothing; cheapest in rising order.
 */
final class ValueFinder {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Codes in a word. */
  private static final int CODES = 16;

  private static final long LOW_CODES = 0x0F0F0F0F0F0F0F0FL;
  private static final long BYTES = 0x0101010101010101L;

  /** Added to a code they set the byte's high bit if it has bytes, and if it is extended. */
  private static final long HAS_BYTES = BYTES * (0x80 - ValueForm.LITERALS);

  private static final long IS_EXTENDED = BYTES * (0x80 - ValueForm.EXTENDED);
  private static final long HIGH_BITS = BYTES << 7;

  private final RowSections sections;
  private final byte[] row;

  /** The word of codes at which it stands, and where the bytes of its first value begin. */
  private int word;

  private int wordBegin;

  private int code;
  private int begin;
  private int length;

  ValueFinder(RowSections sections) {
    this.sections = sections;
    this.row = sections.row;
    this.wordBegin = sections.payloadAt;
  }

  /**
   * Goes to a value.
   *
   * @throws MalformedRowException if the row ends before it does
   */
  void find(int index) {
    int target = index / CODES;
    if (target < word) {
      word = 0;
      wordBegin = sections.payloadAt;
    }
    while (word < target) {
      wordBegin = endOf(codes(word), wordBegin);
      word++;
    }
    int inWord = index % CODES;
    long codes = codes(word);
    int at = inWord == 0 ? wordBegin : endOf(codes & -1L >>> -(inWord << 2), wordBegin);
    code = (int) (codes >>> (inWord << 2)) & 15;
    if (code == ValueForm.EXTENDED) {
      ByteReader in = new ByteReader(row, at);
      length = in.readCount();
      begin = in.position();
    } else {
      length = ValueForm.bytesOf(code);
      begin = at;
    }
    if (length > row.length - begin) {
      throw new MalformedRowException("the bytes end at " + row.length + ", inside a value");
    }
  }

  int code() {
    return code;
  }

  /** Where its bytes begin, without what tells their length. */
  int begin() {
    return begin;
  }

  int length() {
    return length;
  }

  /** Where the bytes of some values end; a code of zero has none. */
  private int endOf(long codes, int from) {
    long even = codes & LOW_CODES;
    long odd = codes >>> 4 & LOW_CODES;
    if (((even + IS_EXTENDED | odd + IS_EXTENDED) & HIGH_BITS) != 0) {
      return endOneByOne(codes, from);
    }
    long sums = lengths(even) + lengths(odd);
    return from + (int) (sums * BYTES >>> Long.SIZE - Byte.SIZE);
  }

  /** For each byte, a code, how many bytes it has. */
  private static long lengths(long codes) {
    long hasBytes = (codes + HAS_BYTES & HIGH_BITS) >>> 7;
    return (codes & hasBytes * 15) - hasBytes * (ValueForm.LITERALS - 1);
  }

  private int endOneByOne(long codes, int from) {
    ByteReader in = new ByteReader(row, Math.min(from, row.length));
    for (long rest = codes; rest != 0; rest >>>= 4) {
      int next = (int) rest & 15;
      in.skip(next == ValueForm.EXTENDED ? in.readCount() : ValueForm.bytesOf(next));
    }
    return in.position();
  }

  /** Sixteen codes, as many as there are. */
  private long codes(int target) {
    int at = sections.codesAt + (target << 3);
    int end = sections.codesAt + (sections.codeCount + 1 >> 1);
    if (at + Long.BYTES <= end) {
      return (long) LONG.get(row, at);
    }
    long codes = 0;
    for (int i = end - 1; i >= at; i--) {
      codes = codes << 8 | row[i] & 0xff;
    }
    return codes;
  }
}
