package io.freshet.sinks.redis.client;

import io.freshet.schemas.PublishedLayout;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest row of an entity, as it is stored.
 *
 * @param layout the layout that the row was written with
 * @param generation generation of the row
 * @param featureTimestamp as-of time, UTC milliseconds
 * @param sequence number of events applied in this generation
 * @param availableAt when the row became readable, UTC milliseconds
 * @param values value by feature, in the layout's order; null for NULL
 */
public record OnlineRow(
    PublishedLayout layout,
    long generation,
    long featureTimestamp,
    long sequence,
    long availableAt,
    Map<String, @Nullable Object> values) {

  public OnlineRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
