package io.freshet.serving.gateway;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people say of a view.
 *
 * @param entity what it describes
 * @param description for people; null if there is none
 * @param owner who answers for it; null if nobody is named
 * @param tags texts by name
 * @param freshness target for the time from an event's arrival until its row can be read
 */
public record CatalogueView(
    String name,
    String entity,
    @Nullable String description,
    @Nullable String owner,
    Map<String, String> tags,
    Duration freshness) {

  public CatalogueView {
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }
}
