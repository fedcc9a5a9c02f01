package io.freshet.defs.compile;

/** Values of an Avro type have no SQL type here. */
final class UnreadableTypeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String what;

  /**
   * The exception.
   *
   * @param what what the type is, with its article
   */
  UnreadableTypeException(String what) {
    super(what);
    this.what = what;
  }

  String what() {
    return what;
  }
}
