package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.MalformedRowException;
import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * The values of one type: their canonical order and their bytes. Objects are of the class that
 * {@link ValueType} names. Immutable.
 *
 * <p>Canonical order: numbers and times by value, {@code false} before {@code true}, strings by
 * code point, which is the order of their UTF-8 bytes.
 */
public abstract sealed class ValueDomain implements Comparator<Object> {
  private ValueDomain() {}

  /** The values of {@code type}. */
  public static ValueDomain of(ValueType type) {
    return switch (type.kind()) {
      case BOOLEAN -> new Booleans();
      case BIGINT, TIMESTAMP, DATE -> new Longs();
      case DOUBLE -> new Doubles();
      case STRING -> new Strings();
      case ARRAY, COUNTS ->
          throw new IllegalArgumentException("values of type " + type + " cannot be aggregated");
      case DECIMAL -> type.precision() <= 18 ? new Decimals(type.scale()) : new Wide(type.scale());
    };
  }

  /**
   * How many bytes the next value takes; none is passed over.
   *
   * @throws MalformedRowException if the bytes are no value
   */
  public int length(ByteReader in) {
    int begin = in.position();
    read(in);
    int length = in.position() - begin;
    in.position(begin);
    return length;
  }

  /** The one object that stands for all values equal to {@code value}, such as 0.0 for -0.0. */
  public Object canonical(Object value) {
    return value;
  }

  /** Writes a value. */
  public abstract void write(ByteWriter out, Object value);

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws MalformedRowException if the bytes are no value
   */
  public abstract Object read(ByteReader in);

  private static final class Booleans extends ValueDomain {
    @Override
    public int compare(Object a, Object b) {
      return Boolean.compare((Boolean) a, (Boolean) b);
    }

    @Override
    public void write(ByteWriter out, Object value) {
      out.writeByte((Boolean) value ? 1 : 0);
    }

    @Override
    public Object read(ByteReader in) {
      return Flags.read(in, 1) != 0;
    }
  }

  private static final class Longs extends ValueDomain {
    @Override
    public int compare(Object a, Object b) {
      return Long.compare((Long) a, (Long) b);
    }

    @Override
    public void write(ByteWriter out, Object value) {
      out.writeVarLong((Long) value);
    }

    @Override
    public Object read(ByteReader in) {
      return in.readVarLong();
    }
  }

  private static final class Doubles extends ValueDomain {
    @Override
    public int compare(Object a, Object b) {
      return Double.compare((Double) a, (Double) b);
    }

    @Override
    public Object canonical(Object value) {
      return (Double) value + 0.0;
    }

    @Override
    public void write(ByteWriter out, Object value) {
      out.writeLong(Double.doubleToLongBits((Double) value));
    }

    @Override
    public Object read(ByteReader in) {
      return Double.longBitsToDouble(in.readLong());
    }
  }

  private static final class Strings extends ValueDomain {
    @Override
    public int compare(Object a, Object b) {
      return CodePoints.compare((String) a, (String) b);
    }

    @Override
    public void write(ByteWriter out, Object value) {
      out.writeBytes(((String) value).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int length(ByteReader in) {
      int begin = in.position();
      in.skip(in.readCount());
      int length = in.position() - begin;
      in.position(begin);
      return length;
    }

    @Override
    public Object read(ByteReader in) {
      return new String(in.readBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Decimals whose digits fit a long. */
  private static final class Decimals extends ValueDomain {
    private final int scale;

    private Decimals(int scale) {
      this.scale = scale;
    }

    @Override
    public int compare(Object a, Object b) {
      return ((BigDecimal) a).compareTo((BigDecimal) b);
    }

    @Override
    public void write(ByteWriter out, Object value) {
      BigInteger digits = ((BigDecimal) value).setScale(scale).unscaledValue();
      out.writeVarLong(digits.longValueExact());
    }

    @Override
    public Object read(ByteReader in) {
      return BigDecimal.valueOf(in.readVarLong(), scale);
    }
  }

  /** Decimals of more than 18 digits. */
  private static final class Wide extends ValueDomain {
    private final int scale;

    private Wide(int scale) {
      this.scale = scale;
    }

    @Override
    public int compare(Object a, Object b) {
      return ((BigDecimal) a).compareTo((BigDecimal) b);
    }

    @Override
    public void write(ByteWriter out, Object value) {
      out.writeBytes(((BigDecimal) value).setScale(scale).unscaledValue().toByteArray());
    }

    @Override
    public Object read(ByteReader in) {
      return new BigDecimal(in.readBigInteger(), scale);
    }
  }
}
