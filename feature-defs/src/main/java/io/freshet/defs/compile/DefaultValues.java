package io.freshet.defs.compile;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.read.Timestamps;
import io.freshet.defs.yaml.Scalar;
import io.freshet.schemas.ValueType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Values of features as definitions write them. */
final class DefaultValues {
  private DefaultValues() {}

  /** The value that is written; null if it does not fit {@code type}, which is reported. */
  static @Nullable Serializable parseOrReport(Scalar text, ValueType type, Findings findings) {
    Serializable value = parse(text.text(), type);
    if (value == null) {
      findings.report(text.at(), FaultKind.DEFAULT_TYPE, text.text(), type, example(type));
    }
    return value;
  }

  /** The value of class and form that {@code type} asks for; null if {@code text} does not fit. */
  private static @Nullable Serializable parse(String text, ValueType type) {
    String trimmed = text.strip();
    try {
      return switch (type.kind()) {
        case STRING -> text;
        case BIGINT -> Long.parseLong(trimmed);
        case DOUBLE -> finite(Double.parseDouble(trimmed));
        case DECIMAL -> decimal(new BigDecimal(trimmed), type);
        case TIMESTAMP -> Timestamps.parse(trimmed);
        case DATE -> LocalDate.parse(trimmed).toEpochDay();
        case BOOLEAN -> truth(trimmed);
        case ARRAY, COUNTS -> null;
      };
    } catch (NumberFormatException | DateTimeException e) {
      return null;
    }
  }

  /** A text that fits {@code type}. */
  private static String example(ValueType type) {
    return switch (type.kind()) {
      case STRING -> "a text";
      case BIGINT -> "a whole number, such as 0";
      case DOUBLE -> "a number, such as 0.0";
      case DECIMAL -> "a number with up to " + type.scale() + " decimals, such as 0";
      case TIMESTAMP -> "an ISO time, such as 2024-01-31T00:00:00Z";
      case DATE -> "an ISO date, such as 2024-01-31";
      case BOOLEAN -> "true or false";
      case ARRAY, COUNTS -> "none: such a value takes no default";
    };
  }

  private static @Nullable Boolean truth(String text) {
    boolean isTruth = text.equals("true") || text.equals("false");
    return isTruth ? Boolean.valueOf(text) : null;
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static @Nullable BigDecimal decimal(BigDecimal value, ValueType type) {
    try {
      BigDecimal scaled = value.setScale(type.scale(), RoundingMode.UNNECESSARY);
      return scaled.precision() <= type.precision() ? scaled : null;
    } catch (ArithmeticException e) {
      return null;
    }
  }
}
