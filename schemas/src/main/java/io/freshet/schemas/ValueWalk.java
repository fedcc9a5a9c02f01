package io.freshet.schemas;

/** Goes through the values of a row that repeat nothing, one by one. */
final class ValueWalk {
  private final RowSections sections;
  private final ByteReader in;
  private int next;
  private int code;
  private int begin;
  private int length;

  /** Before the first value. */
  ValueWalk(RowSections sections) {
    this.sections = sections;
    this.in = new ByteReader(sections.row, sections.payloadAt);
  }

  /**
   * Goes to the next value, of which there must be one.
   *
   * @throws MalformedRowException if the row ends before it does
   */
  void next() {
    code = sections.code(next++);
    length = code == ValueForm.EXTENDED ? in.readCount() : ValueForm.bytesOf(code);
    begin = in.position();
    in.skip(length);
  }

  int code() {
    return code;
  }

  int begin() {
    return begin;
  }

  int length() {
    return length;
  }

  /** Where the last value ended. */
  void expectEnd() {
    in.expectEnd();
  }
}
