package io.freshet.jobs.training.wire;

import io.freshet.schemas.Field;
import io.freshet.sinks.delta.packed.PackedColumn;
import io.freshet.sinks.delta.packed.PackedType;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a view brings into a set.
 *
 * @param view name of the view
 * @param keys its join keys
 * @param stored the features that are looked up, in the order of their values in a {@link Section}
 * @param output the columns of the set
 * @param empty packed values of {@code stored} for an entity without events, one array for each
 */
public record ViewColumns(
    String view, List<Field> keys, List<Field> stored, List<Output> output, List<byte[]> empty)
    implements Serializable {

  public ViewColumns {
    keys = List.copyOf(keys);
    stored = List.copyOf(stored);
    output = List.copyOf(output);
    empty = List.copyOf(empty);
  }

  /**
   * A column of the set.
   *
   * @param feature name of the feature or age in its view
   * @param column name in the set
   * @param position of the value among {@link #stored}; for an age of the timestamp
   * @param ageUnit milliseconds of an age's unit; null: no age
   */
  public record Output(String feature, String column, int position, @Nullable Long ageUnit)
      implements Serializable {}

  /** The type of a stored feature. */
  public PackedType type(int position) {
    return PackedType.of(stored.get(position).type());
  }

  /** The columns of the set with their types. */
  public List<PackedColumn> columns() {
    return output.stream()
        .map(
            out ->
                new PackedColumn(
                    out.column(), out.ageUnit() == null ? type(out.position()) : PackedType.LONG))
        .toList();
  }
}
