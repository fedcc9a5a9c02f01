package io.freshet.schemas;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A value that is never stored: the time since a TIMESTAMP of the row, a BIGINT that whoever reads
 * the row computes.
 *
 * @param name its name, unlike that of any feature
 * @param feature the feature with the timestamp
 * @param unit what it is counted in
 */
public record PublishedAge(String name, String feature, TimeUnit unit) {

  /**
   * The whole units from the timestamp to {@code now}, rounded down.
   *
   * @param now UTC milliseconds
   * @param timestamp UTC milliseconds; null for NULL
   * @return null, for NULL, where the timestamp is null
   */
  public @Nullable Long at(long now, @Nullable Long timestamp) {
    return timestamp == null ? null : Math.floorDiv(now - timestamp, unit.toMillis(1));
  }
}
