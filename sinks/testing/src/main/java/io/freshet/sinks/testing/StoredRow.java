package io.freshet.sinks.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row as a reader of the store finds it.
 *
 * @param key entity key, see {@link io.freshet.schemas.EntityKey}
 * @param generation generation of the row
 * @param featureTimestamp as-of time, UTC milliseconds
 * @param sequence number of events applied
 * @param availableAt when it became readable, UTC milliseconds
 * @param values one value per feature, in the layout's order and of the classes of {@link
 *     io.freshet.schemas.ValueType}; null for NULL
 */
public record StoredRow(
    String key,
    long generation,
    long featureTimestamp,
    long sequence,
    long availableAt,
    List<@Nullable Object> values) {

  public StoredRow {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /** A row with the values of an array, as the row codec answers them. */
  public static StoredRow of(
      String key,
      long generation,
      long featureTimestamp,
      long sequence,
      long availableAt,
      @Nullable Object[] values) {
    return new StoredRow(
        key, generation, featureTimestamp, sequence, availableAt, Arrays.asList(values));
  }
}
