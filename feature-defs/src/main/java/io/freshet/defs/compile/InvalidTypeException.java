package io.freshet.defs.compile;

/** A text is no column type. */
final class InvalidTypeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * The exception.
   *
   * @param cause what is wrong, to stand behind the type; may be empty
   * @param remedy what to do
   */
  InvalidTypeException(String cause, String remedy) {
    super(cause);
    this.remedy = remedy;
  }

  String problem() {
    String message = getMessage();
    return message == null || message.isEmpty() ? "" : ": " + message;
  }

  String remedy() {
    return remedy;
  }
}
