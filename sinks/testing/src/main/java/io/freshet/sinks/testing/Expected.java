package io.freshet.sinks.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.PackedRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a store must hold after it was handed some elements. */
final class Expected {
  private Expected() {}

  static List<StoredRow> of(ContractRows rows, Guarantee guarantee, List<FeatureRow> elements) {
    return guarantee == Guarantee.NEWEST_WINS
        ? newest(rows, elements)
        : elements.stream()
            .filter(element -> element.kind() == FeatureRow.Kind.ROW)
            .map(rows::stored)
            .toList();
  }

  /** All that a guarantee says about rows that were handed in in the order of their versions. */
  static void assertHolds(Guarantee guarantee, List<StoredRow> stored, List<StoredRow> expected) {
    assertContains(guarantee, stored, expected);
    if (guarantee == Guarantee.AT_LEAST_ONCE) {
      assertThat(lastOfEachKey(stored)).isEqualTo(lastOfEachKey(expected));
    }
  }

  /** That all rows are there, no others, and no more often than the guarantee says. */
  static void assertContains(
      Guarantee guarantee, List<StoredRow> stored, List<StoredRow> expected) {
    Map<StoredRow, Integer> surplus = new HashMap<>();
    stored.forEach(row -> surplus.merge(row, 1, Integer::sum));
    expected.forEach(row -> surplus.merge(row, -1, Integer::sum));
    Set<StoredRow> known = new HashSet<>(expected);
    assertThat(surplus.keySet().stream().filter(row -> surplus.getOrDefault(row, 0) < 0))
        .as("rows that the store lacks")
        .isEmpty();
    assertThat(stored.stream().filter(row -> !known.contains(row)))
        .as("rows that were never handed in, or should be gone")
        .isEmpty();
    if (guarantee != Guarantee.AT_LEAST_ONCE) {
      assertThat(surplus.keySet().stream().filter(row -> surplus.getOrDefault(row, 0) > 0))
          .as("rows that the store has more than once")
          .isEmpty();
    }
  }

  private static Map<String, StoredRow> lastOfEachKey(List<StoredRow> rows) {
    Map<String, StoredRow> last = new HashMap<>();
    rows.forEach(row -> last.put(row.key(), row));
    return last;
  }

  private static List<StoredRow> newest(ContractRows rows, List<FeatureRow> elements) {
    Map<String, FeatureRow> newest = new HashMap<>();
    for (FeatureRow element : elements) {
      switch (element.kind()) {
        case ROW ->
            newest.merge(element.key(), element, (old, row) -> compare(old, row) > 0 ? old : row);
        case FORGET ->
            newest.computeIfPresent(
                element.key(), (key, old) -> compare(old, element) > 0 ? old : null);
        case LAYOUT -> {}
      }
    }
    return new ArrayList<>(newest.values()).stream().map(rows::stored).toList();
  }

  private static int compare(FeatureRow a, FeatureRow b) {
    int from = PackedRow.VERSION_OFFSET;
    int to = from + PackedRow.VERSION_LENGTH;
    return Arrays.compareUnsigned(a.packed(), from, to, b.packed(), from, to);
  }
}
