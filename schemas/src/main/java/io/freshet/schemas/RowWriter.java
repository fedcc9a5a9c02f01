package io.freshet.schemas;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Packs rows of one layout value by value, in the form that {@link RowCodec} describes: what comes
 * as a number is never an object. The bytes depend on the values alone, not on how they were told.
 * Made once, used for many rows by one thread.
 */
public final class RowWriter implements RowSink {
  private static final int NO_TYPE = -1;

  private final RowShape shape;
  private final long[] present;
  private final long[] others;

  /** Of the present ones those that are as the present one before them. */
  private final long[] repeats;

  /** One for each present value that is no repetition. */
  private byte[] codes;

  private final ByteWriter payload = new ByteWriter(256);
  private @Nullable EarlierRow earlier;
  private final RecentValues recent;
  private int next;
  private int count;

  /** Of the present value before: its type, and what it is, or is like. */
  private int lastType;

  private int lastCode;
  private long lastNumber;
  private int lastBegin;
  private int lastLength;

  public RowWriter(RowLayout layout) {
    this(new RowShape(layout));
  }

  RowWriter(RowShape shape) {
    this.shape = shape;
    this.present = new long[shape.words()];
    this.others = new long[shape.words()];
    this.repeats = new long[shape.words()];
    this.codes = new byte[shape.size()];
    this.recent = new RecentValues(shape.ofType.length);
  }

  /** Begins a row. */
  public void begin() {
    Arrays.fill(present, 0);
    Arrays.fill(others, 0);
    Arrays.fill(repeats, 0);
    payload.clear();
    next = 0;
    count = 0;
    lastType = NO_TYPE;
    recent.clear();
    earlier = null;
  }

  /**
   * Begins a row of which some values are those of an earlier row of this layout.
   *
   * @throws MalformedRowException if that is no such row
   */
  public void beginFrom(byte[] row) {
    begin();
    earlier = new EarlierRow(shape, row);
  }

  /** The next {@code features} have the values of the earlier row from which this one was begun. */
  public void takeEarlier(int features) {
    if (earlier == null) {
      throw new IllegalStateException("the row was not begun from another");
    }
    EarlierRow from = earlier;
    int end = next + features;
    int first = from.nextPresent(next, end);
    copyOthers(from.others(), next, end);
    if (first < end) {
      for (int i = first; i < end; i = from.nextPresent(i + 1, end)) {
        next = i;
        putAgain(from);
      }
    }
    next = end;
  }

  /** Puts the next value, present in the earlier row, as if it had been told. */
  private void putAgain(EarlierRow from) {
    from.goTo(next);
    int code = from.code();
    if (code == ValueForm.EXTENDED) {
      putBytes(from.bytes(), from.begin(), from.length());
    } else {
      put(code, number(from.bytes(), from.begin(), code));
    }
  }

  private static long number(byte[] bytes, int begin, int code) {
    long number = 0;
    for (int i = ValueForm.bytesOf(code) - 1; i >= 0; i--) {
      number = number << 8 | bytes[begin + i] & 0xff;
    }
    return number;
  }

  private void copyOthers(long[] from, int begin, int end) {
    for (int i = begin; i < end; ) {
      int word = i >> 6;
      int stop = Math.min(end, word + 1 << 6);
      others[word] |= from[word] & -1L << i & -1L >>> -stop;
      i = stop;
    }
  }

  @Override
  public void takeNull() {
    if (shape.implied[next] != null) {
      set(others, next);
    }
    next++;
  }

  @Override
  public void takeLong(long value) {
    int i = next;
    if (isImplied(i, value)) {
      next++;
      return;
    }
    switch (shape.types[i].kind()) {
      case BIGINT -> {
        if (!tookZero(i, value)) {
          putNumber(value);
        }
      }
      case TIMESTAMP ->
          put(ValueForm.codeOf(ValueForm.timestampLength(value)), ValueForm.timestampNumber(value));
      case DATE -> put(ValueForm.codeOf(ValueForm.length(value)), value);
      default -> throw wrong(i, value);
    }
  }

  @Override
  public void takeUnscaled(long unscaled) {
    int i = next;
    if (shape.types[i].kind() != ValueType.Kind.DECIMAL) {
      throw wrong(i, unscaled);
    }
    if (isImplied(i, unscaled) && isSmall(i)) {
      next++;
    } else if (!tookZero(i, unscaled)) {
      if (shape.recurs[i]) {
        put(ValueForm.codeOf(ValueForm.length(unscaled)), unscaled);
      } else {
        putNumber(unscaled);
      }
    }
  }

  /** Whether what is implied of a decimal has no more than 64 bits. */
  private boolean isSmall(int feature) {
    return shape.implied[feature] instanceof BigDecimal implied
        && implied.unscaledValue().bitLength() < Long.SIZE;
  }

  @Override
  public void takeDouble(double value) {
    int i = next;
    if (shape.types[i].kind() != ValueType.Kind.DOUBLE) {
      throw wrong(i, value);
    }
    long bits = Double.doubleToLongBits(value);
    if (isImplied(i, bits)) {
      next++;
      return;
    }
    if (tookZero(i, bits)) {
      return;
    }
    if (value >= 1 && value <= ValueForm.LITERALS && value == (int) value) {
      put((int) value - 1, 0);
      return;
    }
    long mantissa = bits == Long.MIN_VALUE ? ValueForm.NO_MANTISSA : ValueForm.mantissa(value);
    int length = ValueForm.length(mantissa);
    if (length < Long.BYTES) {
      put(ValueForm.codeOf(length), mantissa);
    } else {
      put(ValueForm.codeOf(Long.BYTES), bits);
    }
  }

  @Override
  public void takeValue(Object value) {
    ValueType type = shape.types[next];
    switch (type.kind()) {
      case BIGINT, TIMESTAMP, DATE -> takeLong((Long) value);
      case DOUBLE -> takeDouble((Double) value);
      case BOOLEAN -> takeBoolean((Boolean) value);
      case DECIMAL -> takeDecimal(type, (BigDecimal) value);
      case STRING -> takeText((String) value);
      case ARRAY, COUNTS -> takeNested(type, value);
    }
  }

  private void takeBoolean(Boolean value) {
    Object implied = shape.implied[next];
    if (value.equals(implied)) {
      next++;
    } else if (!value && implied == null) {
      set(others, next++);
    } else {
      put(value ? 0 : 1, 0);
    }
  }

  private void takeDecimal(ValueType type, BigDecimal value) {
    BigInteger unscaled = value.setScale(type.scale()).unscaledValue();
    if (unscaled.bitLength() < Long.SIZE) {
      takeUnscaled(unscaled.longValue());
    } else if (shape.implied[next] instanceof BigDecimal implied
        && implied.unscaledValue().equals(unscaled)) {
      next++;
    } else {
      byte[] bytes = unscaled.toByteArray();
      putBytes(bytes, 0, bytes.length);
    }
  }

  private void takeText(String value) {
    Object implied = shape.implied[next];
    if (value.equals(implied)) {
      next++;
      return;
    }
    if (value.isEmpty() && implied == null) {
      set(others, next++);
      return;
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    if (utf8.length == 0 || utf8.length > Long.BYTES) {
      putBytes(utf8, 0, utf8.length);
    } else {
      int code = ValueForm.codeOf(utf8.length);
      put(code, number(utf8, 0, code));
    }
  }

  private void takeNested(ValueType type, Object value) {
    boolean isEmpty =
        value instanceof List<?> list ? list.isEmpty() : ((Map<?, ?>) value).isEmpty();
    if (isEmpty && shape.implied[next] == null) {
      set(others, next++);
      return;
    }
    ByteWriter bytes = new ByteWriter(32);
    PackedValues.write(bytes, type, value);
    putBytes(bytes.bytes(), 0, bytes.size());
  }

  @Override
  public void takeEmpty(int features) {
    next += features;
  }

  /**
   * The row that was begun.
   *
   * @param availableAt when it became readable; 0 lets the online store decide
   * @throws IllegalStateException if values are missing
   */
  public byte[] finish(long generation, long featureTimestamp, long sequence, long availableAt) {
    if (next != shape.size()) {
      throw new IllegalStateException(next + " of " + shape.size() + " values");
    }
    byte[] row = RowSections.write(present, others, repeats, shape.size(), codes, count, payload);
    PackedRow.writeHeader(
        row, shape.fingerprint, generation, featureTimestamp, sequence, availableAt);
    return row;
  }

  private boolean isImplied(int feature, long number) {
    return shape.implied[feature] != null && shape.impliedNumbers[feature] == number;
  }

  /** Zero takes but a bit where NULL takes none. */
  private boolean tookZero(int feature, long number) {
    if (number == 0 && shape.implied[feature] == null) {
      set(others, feature);
      next++;
      return true;
    }
    return false;
  }

  private void putNumber(long number) {
    if (ValueForm.isLiteral(number)) {
      put((int) number - 1, 0);
    } else {
      put(ValueForm.codeOf(ValueForm.length(number)), number);
    }
  }

  /** Puts a value with the bytes that its code says, the low ones of {@code number}. */
  private void put(int code, long number) {
    int i = next++;
    set(present, i);
    int type = shape.typeIds[i];
    int bytes = ValueForm.bytesOf(code);
    long bits = bytes == 0 ? 0 : number & -1L >>> Long.SIZE - (bytes << 3);
    if (type == lastType && code == lastCode && bits == lastNumber) {
      set(repeats, i);
      return;
    }
    lastType = type;
    lastCode = code;
    lastNumber = bits;
    if (shape.recurs[i]) {
      int place = recent.find(type, code, bits);
      if (place >= 0) {
        codes[count++] = (byte) place;
        return;
      }
      recent.add(type, code, payload.size(), bytes, bits);
    }
    codes[count++] = (byte) code;
    payload.writeLow(bits, bytes);
  }

  private void putBytes(byte[] from, int begin, int length) {
    int i = next++;
    set(present, i);
    int type = shape.typeIds[i];
    if (type == lastType && lastCode == ValueForm.EXTENDED && isLast(from, begin, length)) {
      set(repeats, i);
      return;
    }
    lastType = type;
    lastCode = ValueForm.EXTENDED;
    lastLength = length;
    int place = shape.recurs[i] ? recent.find(type, payload.bytes(), from, begin, length) : -1;
    if (place >= 0) {
      codes[count++] = (byte) place;
      lastBegin = recent.begin(recent.slot(type, place));
      return;
    }
    codes[count++] = ValueForm.EXTENDED;
    payload.writeUnsigned(length);
    lastBegin = payload.size();
    payload.writeRaw(from, begin, length);
    if (shape.recurs[i]) {
      recent.add(type, ValueForm.EXTENDED, lastBegin, length, 0);
    }
  }

  private boolean isLast(byte[] from, int begin, int length) {
    return Arrays.equals(
        payload.bytes(), lastBegin, lastBegin + lastLength, from, begin, begin + length);
  }

  private static void set(long[] bits, int i) {
    bits[i >> 6] |= 1L << i;
  }

  private IllegalArgumentException wrong(int feature, Object value) {
    return new IllegalArgumentException(
        "'"
            + shape.layout.features().get(feature).name()
            + "' has type "
            + shape.types[feature]
            + ", not that of "
            + value);
  }
}
