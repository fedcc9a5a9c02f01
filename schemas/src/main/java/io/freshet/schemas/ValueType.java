package io.freshet.schemas;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The type of a join key, an aggregation's input or a feature.
 *
 * <p>Values are held as these Java classes: BOOLEAN {@link Boolean}, BIGINT {@link Long}, DOUBLE
 * {@link Double}, DECIMAL {@link BigDecimal} with exactly {@code scale} fraction digits, STRING
 * {@link String}, TIMESTAMP {@link Long} (UTC milliseconds), DATE {@link Long} (days since the
 * epoch), ARRAY {@link java.util.List} of its elements, none of them null, COUNTS {@link
 * java.util.Map} from its keys, none of them null, to {@link Long} counts, in the order of the
 * keys.
 *
 * @param kind the family of the type
 * @param precision decimal digits in all; 0 unless {@code kind} is DECIMAL
 * @param scale decimal digits after the point; 0 unless {@code kind} is DECIMAL
 * @param element type of an ARRAY's elements or of a COUNTS' keys, itself neither; else null
 */
public record ValueType(Kind kind, int precision, int scale, @Nullable ValueType element)
    implements Serializable {

  /** Families of types. The order is part of the packed row's fingerprint and never changes. */
  public enum Kind {
    BOOLEAN,
    BIGINT,
    DOUBLE,
    DECIMAL,
    STRING,
    TIMESTAMP,
    DATE,
    ARRAY,
    COUNTS
  }

  /** Digits of the widest decimal. */
  public static final int MAX_PRECISION = 38;

  public static final ValueType BOOLEAN = new ValueType(Kind.BOOLEAN, 0, 0, null);
  public static final ValueType BIGINT = new ValueType(Kind.BIGINT, 0, 0, null);
  public static final ValueType DOUBLE = new ValueType(Kind.DOUBLE, 0, 0, null);
  public static final ValueType STRING = new ValueType(Kind.STRING, 0, 0, null);
  public static final ValueType TIMESTAMP = new ValueType(Kind.TIMESTAMP, 0, 0, null);
  public static final ValueType DATE = new ValueType(Kind.DATE, 0, 0, null);

  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),\\s*(\\d+)\\)");
  private static final Pattern NESTED = Pattern.compile("(ARRAY|COUNTS)<(.+)>");

  public ValueType {
    boolean nested = kind == Kind.ARRAY || kind == Kind.COUNTS;
    if (nested != (element != null) || (element != null && element.element != null)) {
      throw new IllegalArgumentException(kind + " of " + element + " is no type");
    }
    boolean decimal = kind == Kind.DECIMAL;
    if (decimal && (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision)) {
      throw new IllegalArgumentException(
          "DECIMAL(" + precision + "," + scale + ") is out of range; precision is 1 to 38");
    }
    if (!decimal && (precision != 0 || scale != 0)) {
      throw new IllegalArgumentException(kind + " takes no precision");
    }
  }

  /** A decimal with {@code precision} digits, {@code scale} of them after the point. */
  public static ValueType decimal(int precision, int scale) {
    return new ValueType(Kind.DECIMAL, precision, scale, null);
  }

  /** A list of values of {@code element}. */
  public static ValueType array(ValueType element) {
    return new ValueType(Kind.ARRAY, 0, 0, element);
  }

  /** How often values of {@code key} occur. */
  public static ValueType counts(ValueType key) {
    return new ValueType(Kind.COUNTS, 0, 0, key);
  }

  /**
   * Reads the form that {@link #toString()} writes.
   *
   * @throws IllegalArgumentException if {@code text} names no type
   */
  public static ValueType parse(String text) {
    String upper = text.trim().toUpperCase(Locale.ROOT);
    Matcher decimal = DECIMAL.matcher(upper);
    if (decimal.matches()) {
      return decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
    }
    Matcher nested = NESTED.matcher(upper);
    if (nested.matches()) {
      return new ValueType(Kind.valueOf(nested.group(1)), 0, 0, parse(nested.group(2)));
    }
    return new ValueType(Kind.valueOf(upper), 0, 0, null);
  }

  /**
   * Writes a value of this type as text, in the one form that it has.
   *
   * @param value of the class that the type asks for; neither a list nor counts
   */
  public String format(Object value) {
    return switch (kind) {
      case BOOLEAN, BIGINT, DOUBLE, STRING, TIMESTAMP, DATE -> value.toString();
      case DECIMAL -> ((BigDecimal) value).setScale(scale).toPlainString();
      case ARRAY, COUNTS -> throw new IllegalArgumentException("no text stands for a " + this);
    };
  }

  /**
   * Reads what {@link #format} wrote.
   *
   * @throws IllegalArgumentException if {@code text} is no such value
   */
  public Object parseValue(String text) {
    return switch (kind) {
      case BOOLEAN -> Boolean.valueOf(text);
      case BIGINT, TIMESTAMP, DATE -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case STRING -> text;
      case DECIMAL -> new BigDecimal(text).setScale(scale);
      case ARRAY, COUNTS -> throw new IllegalArgumentException("no text stands for a " + this);
    };
  }

  /** Whether values of the type can be added up. */
  public boolean isNumeric() {
    return kind == Kind.BIGINT || kind == Kind.DOUBLE || kind == Kind.DECIMAL;
  }

  @Override
  public String toString() {
    return switch (kind) {
      case DECIMAL -> "DECIMAL(" + precision + "," + scale + ")";
      case ARRAY, COUNTS -> kind + "<" + element + ">";
      default -> kind.name();
    };
  }
}
