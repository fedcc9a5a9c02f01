package io.freshet.sinks.delta.schema;

import org.jspecify.annotations.Nullable;

/**
 * A row on its way into a data file.
 *
 * @param partitionDay the partition, days since the epoch
 * @param values one value per column of {@link TableSchema#columns()}, of the classes of {@link
 *     io.freshet.schemas.ValueType}; {@code Integer} and {@code byte[]} for integer and binary.
 *     They must not change: a writer keeps them for a while
 */
public record TableRow(int partitionDay, @Nullable Object[] values) {
  private static final long MILLIS_PER_DAY = 86_400_000L;

  /** The UTC day of a time in milliseconds. */
  public static int day(long millis) {
    return Math.toIntExact(Math.floorDiv(millis, MILLIS_PER_DAY));
  }
}
