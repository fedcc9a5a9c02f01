package io.freshet.schemas;

/** Takes the values of one row, in the order of its features. */
public interface RowSink {

  /** The next feature is NULL. */
  void takeNull();

  /** The next feature, a BIGINT, TIMESTAMP or DATE. */
  void takeLong(long value);

  /** The next feature, a DECIMAL: the number without its point, of the type's scale. */
  void takeUnscaled(long unscaled);

  /** The next feature, a DOUBLE. */
  void takeDouble(double value);

  /**
   * The next feature.
   *
   * @param value of the class that the feature's type asks for
   */
  void takeValue(Object value);

  /** The next {@code count} features have the values of a row of which nothing is known. */
  void takeEmpty(int count);
}
