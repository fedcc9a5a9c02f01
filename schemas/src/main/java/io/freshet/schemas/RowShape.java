package io.freshet.schemas;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the features of a layout are, by position, for those who pack and unpack rows. Immutable;
 * its arrays are not to be changed.
 */
final class RowShape {
  final RowLayout layout;
  final long fingerprint;
  final ValueType[] types;

  /** The same number for features of the same type. */
  final int[] typeIds;

  /** The features of each type, by its number, as a bitmap. */
  final long[][] ofType;

  /** Whether a value of the feature may be told by its place among those before it. */
  final boolean[] recurs;

  /** Values of features of which a row says nothing; null for NULL. */
  final @Nullable Object[] implied;

  /** The same as numbers: an integer, an unscaled decimal, the bits of a double; else 0. */
  final long[] impliedNumbers;

  RowShape(RowLayout layout) {
    this.layout = layout;
    this.fingerprint = layout.fingerprint();
    int size = layout.features().size();
    types = new ValueType[size];
    typeIds = new int[size];
    implied = new @Nullable Object[size];
    impliedNumbers = new long[size];
    recurs = new boolean[size];
    List<ValueType> distinct = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Field feature = layout.features().get(i);
      ValueType type = feature.type();
      types[i] = type;
      if (!distinct.contains(type)) {
        distinct.add(type);
      }
      typeIds[i] = distinct.indexOf(type);
      recurs[i] = ValueForm.recurs(type);
      String text = layout.implied().get(feature.name());
      if (text != null) {
        implied[i] = type.parseValue(text);
        impliedNumbers[i] = number(type, type.parseValue(text));
      }
    }
    ofType = new long[distinct.size()][words()];
    for (int i = 0; i < size; i++) {
      ofType[typeIds[i]][i >> 6] |= 1L << i;
    }
  }

  int size() {
    return types.length;
  }

  /**
   * Checks that a row is one of this layout.
   *
   * @throws MalformedRowException if it is not
   */
  void check(byte[] row) {
    PackedRow.check(row);
    if (PackedRow.fingerprint(row) != fingerprint) {
      throw new MalformedRowException(
          String.format(
              "the row has layout %016x, not %016x", PackedRow.fingerprint(row), fingerprint));
    }
  }

  /** How many words a bitmap of the features has. */
  int words() {
    return types.length + Long.SIZE - 1 >> 6;
  }

  /**
   * The value of a feature whose bit among the others is set: NULL where something else is implied,
   * the type's zero where NULL is.
   *
   * @throws MalformedRowException if the type has no zero
   */
  @Nullable Object other(int feature) {
    return implied[feature] == null ? zero(types[feature]) : null;
  }

  /** Whether the type has a zero that takes but a bit. */
  static boolean hasZero(ValueType type) {
    return type.kind() != ValueType.Kind.TIMESTAMP && type.kind() != ValueType.Kind.DATE;
  }

  private static Object zero(ValueType type) {
    return switch (type.kind()) {
      case BOOLEAN -> false;
      case BIGINT -> 0L;
      case DOUBLE -> 0.0;
      case STRING -> "";
      case DECIMAL -> BigDecimal.ZERO.setScale(type.scale());
      case ARRAY -> List.of();
      case COUNTS -> Map.of();
      case TIMESTAMP, DATE -> throw new MalformedRowException("a zero of type " + type);
    };
  }

  private static long number(ValueType type, Object value) {
    return switch (type.kind()) {
      case BIGINT, TIMESTAMP, DATE -> (Long) value;
      case DOUBLE -> Double.doubleToLongBits((Double) value);
      case DECIMAL -> ((BigDecimal) value).unscaledValue().longValue();
      default -> 0;
    };
  }
}
