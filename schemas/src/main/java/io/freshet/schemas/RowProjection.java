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
        finder.find(count - sections.repeatsBefore(count) - 1);
        ValueReader.read(
            shape,
            feature,
            row,
            finder.code(),
            finder.begin(),
            finder.length(),
            targets[i],
            sink);
      } else if ((sections.others[word] >>> feature & 1) != 0) {
        ValueReader.readOther(shape, feature, targets[i], sink);
      } else {
        ValueReader.readImplied(shape, feature, targets[i], sink);
      }
    }
  }
}
