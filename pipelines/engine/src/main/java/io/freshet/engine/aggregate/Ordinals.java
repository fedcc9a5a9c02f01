package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.RowSink;
import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Numbers and times as unsigned longs of the same order, from 1 on, so that the outermost of many
 * is found without objects. What does not fit is the {@linkplain #isEnd first or last} of them, and
 * goes with an object that tells which value it is. Immutable.
 */
public abstract sealed class Ordinals {
  /** Of what is too small. */
  public static final long FIRST = 1;

  /** Of what is too large. */
  public static final long LAST = -2;

  private Ordinals() {}

  /** Whether values of {@code type} are taken. */
  public static boolean take(ValueType type) {
    return switch (type.kind()) {
      case BIGINT, TIMESTAMP, DATE, DECIMAL, DOUBLE -> true;
      case BOOLEAN, STRING, ARRAY, COUNTS -> false;
    };
  }

  /** Those of the values of {@code type}, which it takes. */
  public static Ordinals of(ValueType type) {
    return switch (type.kind()) {
      case BIGINT, TIMESTAMP, DATE -> new Longs();
      case DECIMAL -> new Decimals(type.scale());
      case DOUBLE -> new Doubles();
      case BOOLEAN, STRING, ARRAY, COUNTS ->
          throw new IllegalArgumentException("values of type " + type + " are no numbers");
    };
  }

  /** Whether several values have this ordinal, so that the object beside it counts. */
  public static boolean isEnd(long ordinal) {
    return ordinal == FIRST || ordinal == LAST;
  }

  /** The ordinal of a value; never 0 or -1. */
  public abstract long of(Object value);

  /**
   * Tells the value.
   *
   * @param end the value itself, where the ordinal {@linkplain #isEnd is an end}
   */
  public abstract void tell(long ordinal, @Nullable Object end, RowSink out);

  /** Writes an ordinal that is no end. */
  public void write(ByteWriter out, long ordinal) {
    out.writeVarLong(ordinal ^ Long.MIN_VALUE);
  }

  /** Reads what {@link #write} wrote. */
  public long read(ByteReader in) {
    return in.readVarLong() ^ Long.MIN_VALUE;
  }

  private static long clamp(long value) {
    long ordinal = value ^ Long.MIN_VALUE;
    if (Long.compareUnsigned(ordinal, FIRST) < 0) {
      return FIRST;
    }
    return Long.compareUnsigned(ordinal, LAST) > 0 ? LAST : ordinal;
  }

  private static final class Longs extends Ordinals {
    @Override
    public long of(Object value) {
      return clamp((Long) value);
    }

    @Override
    public void tell(long ordinal, @Nullable Object end, RowSink out) {
      out.takeLong(end == null ? ordinal ^ Long.MIN_VALUE : (Long) end);
    }
  }

  private static final class Decimals extends Ordinals {
    private final int scale;

    private Decimals(int scale) {
      this.scale = scale;
    }

    @Override
    public long of(Object value) {
      BigInteger digits = Digits.of((BigDecimal) value, scale);
      if (Digits.fit(digits)) {
        return clamp(digits.longValue());
      }
      return digits.signum() < 0 ? FIRST : LAST;
    }

    @Override
    public void tell(long ordinal, @Nullable Object end, RowSink out) {
      if (end == null) {
        out.takeUnscaled(ordinal ^ Long.MIN_VALUE);
      } else {
        out.takeValue(end);
      }
    }
  }

  /** The bits of a double, those of negative ones turned round; no double has an ordinal beyond. */
  private static final class Doubles extends Ordinals {
    @Override
    public long of(Object value) {
      return turn(Double.doubleToLongBits((Double) value + 0.0)) ^ Long.MIN_VALUE;
    }

    @Override
    public void tell(long ordinal, @Nullable Object end, RowSink out) {
      out.takeDouble(Double.longBitsToDouble(turn(ordinal ^ Long.MIN_VALUE)));
    }

    @Override
    public void write(ByteWriter out, long ordinal) {
      out.writeLong(turn(ordinal ^ Long.MIN_VALUE));
    }

    @Override
    public long read(ByteReader in) {
      return turn(in.readLong()) ^ Long.MIN_VALUE;
    }

    private static long turn(long bits) {
      return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }
  }
}
