package io.freshet.defs.yaml;

import io.freshet.defs.fault.Position;

/**
 * A text, number or other simple value. Numbers and truth values are kept as they are written.
 *
 * @param text its text, without quotes
 * @param isNull whether it is YAML's null, or not there at all
 * @param at where it begins, quotes included
 * @param origin where its characters stand
 */
public record Scalar(String text, boolean isNull, Position at, Origin origin) implements YamlValue {

  /**
   * The place in the file of a character of this text, without its leading blanks.
   *
   * @param line line inside the text, from 1
   * @param column column inside that line, from 1
   */
  public Position at(int line, int column) {
    return origin.locate(text.strip(), line, column);
  }

  /** The text without blanks around it. */
  public String trimmed() {
    return text.strip();
  }

  @Override
  public String describe() {
    return isNull ? "nothing" : "a single value";
  }

  @Override
  public String toString() {
    return text;
  }
}
