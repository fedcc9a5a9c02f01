package io.freshet.defs.fault;

/**
 * A place in a file.
 *
 * @param file the file, as faults name it
 * @param line from 1
 * @param column from 1
 */
public record Position(String file, int line, int column) {

  /** The beginning of {@code file}. */
  public static Position startOf(String file) {
    return new Position(file, 1, 1);
  }

  /** The place as text, without the column. */
  public String fileAndLine() {
    return file + ":" + line;
  }
}
