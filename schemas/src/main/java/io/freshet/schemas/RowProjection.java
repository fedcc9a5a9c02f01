package io.freshet.schemas;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads some features of packed rows of one layout. What lies between them is passed over without
 * being unpacked: the lengths of sixteen values are added up at a time. Made once for many rows;
 * thread-safe.
 */
public final class RowProjection {
  private final RowShape shape;

  /** Positions of features in their row, rising, and which of the values each is. */
  private final int[] features;

  private final int[] targets;
  private final ValueType[] types;

  RowProjection(RowShape shape, List<String> names) {
    this.shape = shape;
    Map<String, Integer> positions = shape.layout.positions();
    List<int[]> wanted = new ArrayList<>();
    types = new ValueType[names.size()];
    for (String name : names) {
      Integer position = positions.get(name);
      if (position == null) {
        throw new IllegalArgumentException(
            "View '" + shape.layout.view() + "' has no feature '" + name + "'");
      }
      types[wanted.size()] = shape.types[position];
      wanted.add(new int[] {position, wanted.size()});
    }
    wanted.sort(Comparator.comparingInt(pair -> pair[0]));
    features = wanted.stream().mapToInt(pair -> pair[0]).toArray();
    targets = wanted.stream().mapToInt(pair -> pair[1]).toArray();
  }

  /**
   * The index, among the values that repeat nothing, of the value that stands before.
   *
   * @param feature a present feature whose value is like that one
   * @param rank how many present features are before it
   * @param place of the value among those of its type that have bytes, 0 for the last
   */
  private int earlier(RowSections sections, int feature, int rank, int place) {
    long[] ofType = shape.ofType[shape.typeIds[feature]];
    int left = place;
    int after = rank;
    for (int word = feature >> 6; word >= 0; word--) {
      long before = word == feature >> 6 ? (1L << feature) - 1 : -1L;
      long present = sections.present[word] & before;
      int base = after - Long.bitCount(present);
      for (long rest = present & ofType[word]; rest != 0; ) {
        int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(rest);
        rest ^= 1L << bit;
        int at = base + Long.bitCount(present & (1L << bit) - 1);
        if (!sections.isRepeat(at)) {
          int index = at - sections.repeatsBefore(at);
          if (sections.code(index) >= ValueForm.LITERALS && left-- == 0) {
            return index;
          }
        }
      }
      after = base;
    }
    throw new MalformedRowException("a value like one that is not there");
  }

  /**
   * Reads the features of a row.
   *
   * @return one value per name, in their order; null for NULL
   * @throws MalformedRowException if {@code row} is no row of this layout
   */
  public @Nullable Object[] read(byte[] row) {
    @Nullable Object[] values = new @Nullable Object[types.length];
    read(row, new ValueObjects(types, values));
    return values;
  }

  /**
   * Hands on the features of a row that are not NULL.
   *
   * @param sink takes each with the place of its name as position
   * @throws MalformedRowException if {@code row} is no row of this layout
   */
  public void read(byte[] row, ValueSink sink) {
    shape.check(row);
    RowSections sections = new RowSections(row, shape.size());
    ValueFinder finder = new ValueFinder(sections);
    int word = 0;
    int before = 0;
    for (int i = 0; i < features.length; i++) {
      int feature = features[i];
      for (; word < feature >> 6; word++) {
        before += Long.bitCount(sections.present[word]);
      }
      long bits = sections.present[word];
      if ((bits >>> feature & 1) != 0) {
        int count = before + Long.bitCount(bits & -1L >>> -(feature + 1));
        int index = count - sections.repeatsBefore(count) - 1;
        int code = sections.code(index);
        if (code < ValueForm.LITERALS && shape.recurs[feature]) {
          index = earlier(sections, feature, count - 1, code);
        }
        finder.find(index);
        ValueReader.read(
            shape, feature, row, finder.code(), finder.begin(), finder.length(), targets[i], sink);
      } else if ((sections.others[word] >>> feature & 1) != 0) {
        ValueReader.readOther(shape, feature, targets[i], sink);
      } else {
        ValueReader.readImplied(shape, feature, targets[i], sink);
      }
    }
  }
}
