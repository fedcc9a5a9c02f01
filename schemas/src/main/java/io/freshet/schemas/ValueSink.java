package io.freshet.schemas;

/**
 * Takes the values of one row that are not NULL, each with its position; numbers are never objects.
 */
public interface ValueSink {

  /** A BIGINT, TIMESTAMP or DATE. */
  void takeLong(int position, long value);

  /** A DECIMAL of up to 18 digits: the number without its point, of the type's scale. */
  void takeUnscaled(int position, long unscaled);

  /** A DOUBLE. */
  void takeDouble(int position, double value);

  /** A BOOLEAN. */
  void takeBoolean(int position, boolean value);

  /**
   * A STRING as UTF-8.
   *
   * @param bytes hold it from {@code offset} on; they do not change afterwards
   */
  void takeText(int position, byte[] bytes, int offset, int length);

  /**
   * Any other value, or one that is an object already.
   *
   * @param value of the class that the type asks for, see {@link ValueType}
   */
  void takeValue(int position, Object value);
}
