package io.freshet.sinks.delta.read;

import org.jspecify.annotations.Nullable;

/**
 * A row of a feature table.
 *
 * @param featureTimestamp as-of time, UTC milliseconds
 * @param sequence number of events applied
 * @param generation generation of the row
 * @param availableAt when it became readable online, UTC milliseconds
 * @param values one value per feature, in the layout's order and of the classes of {@link
 *     io.freshet.schemas.ValueType}; null for NULL. Not copied
 */
public record LoggedRow(
    long featureTimestamp,
    long sequence,
    long generation,
    long availableAt,
    @Nullable Object[] values) {

  /** Whether this version is newer than that of {@code other}. */
  public boolean isNewerThan(LoggedRow other) {
    if (generation != other.generation) {
      return generation > other.generation;
    }
    if (featureTimestamp != other.featureTimestamp) {
      return featureTimestamp > other.featureTimestamp;
    }
    return sequence > other.sequence;
  }
}
