package io.freshet.schemas;

/** Goes through the values of a row that repeat nothing, one by one. */
final class ValueWalk {
  private final RowShape shape;
  private final RowSections sections;
  private final ByteReader in;
  private final RecentValues recent;
  private int next;
  private int code;
  private int begin;
  private int length;

  /** Before the first value. */
  ValueWalk(RowShape shape, RowSections sections) {
    this.shape = shape;
    this.sections = sections;
    this.in = new ByteReader(sections.row, sections.payloadAt);
    this.recent = new RecentValues(shape.ofType.length);
  }

  /**
   * Goes to the next value, of which there must be one.
   *
   * @param feature whose value it is
   * @throws MalformedRowException if the row ends before it does
   */
  void next(int feature) {
    code = sections.code(next++);
    boolean recurs = shape.recurs[feature];
    if (recurs && code < ValueForm.LITERALS) {
      int slot = recent.slot(shape.typeIds[feature], code);
      code = recent.code(slot);
      begin = recent.begin(slot);
      length = recent.length(slot);
      return;
    }
    length = code == ValueForm.EXTENDED ? in.readCount() : ValueForm.bytesOf(code);
    begin = in.position();
    in.skip(length);
    if (recurs) {
      recent.add(shape.typeIds[feature], code, begin, length, 0);
    }
  }

  /** The code of the value, or of the one before that it is like. */
  int code() {
    return code;
  }

  int begin() {
    return begin;
  }

  int length() {
    return length;
  }

  /** Checks that the row ends where the last value does. */
  void expectEnd() {
    in.expectEnd();
  }
}
