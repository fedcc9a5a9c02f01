package io.freshet.sinks.redis.client;

import io.freshet.schemas.PublishedLayout;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest row of an entity, as it is stored, and its ages when it was read.
 *
 * @param layout the layout that the row was written with
 * @param generation generation of the row
 * @param featureTimestamp as-of time, UTC milliseconds
 * @param sequence number of events applied in this generation
 * @param availableAt when the row became readable, UTC milliseconds
 * @param values value by feature, in the layout's order; null for NULL
 * @param ages age by name, in the layout's order, in the units that the layout says; null for NULL
 */
public record OnlineRow(
    PublishedLayout layout,
    long generation,
    long featureTimestamp,
    long sequence,
    long availableAt,
    Map<String, @Nullable Object> values,
    Map<String, @Nullable Long> ages) {

  public OnlineRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    ages = Collections.unmodifiableMap(new LinkedHashMap<>(ages));
  }
}
