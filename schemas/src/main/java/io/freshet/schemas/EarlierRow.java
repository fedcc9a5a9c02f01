package io.freshet.schemas;

/** Walks through the values of a row of which some are taken over into the next. */
final class EarlierRow {
  private final RowSections sections;
  private final ValueWalk walk;

  /** The present feature at which the walk stands, and its place among the present ones. */
  private int feature = -1;

  private int index = -1;

  EarlierRow(RowShape shape, byte[] row) {
    shape.check(row);
    sections = new RowSections(row, shape.size());
    walk = new ValueWalk(shape, sections);
  }

  byte[] bytes() {
    return sections.row;
  }

  long[] others() {
    return sections.others;
  }

  /** The first present feature from {@code from} on; {@code end} if there is none before it. */
  int nextPresent(int from, int end) {
    for (int i = from; i < end; i = (i | 63) + 1) {
      long rest = sections.present[i >> 6] >>> i;
      if (rest != 0) {
        return Math.min(end, i + Long.numberOfTrailingZeros(rest));
      }
    }
    return end;
  }

  /** Goes on to a present feature. */
  void goTo(int target) {
    while (feature < target) {
      feature = nextPresent(feature + 1, Integer.MAX_VALUE);
      index++;
      if (!sections.isRepeat(index)) {
        walk.next(feature);
      }
    }
  }

  int code() {
    return walk.code();
  }

  /** Where the bytes of the value begin, without what tells their length. */
  int begin() {
    return walk.begin();
  }

  int length() {
    return walk.length();
  }
}
