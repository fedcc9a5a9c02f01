package io.freshet.serving;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for: features of one or more views, of one or more entities.
 *
 * @param pipeline the pipeline that publishes the views
 * @param views the views and their features
 * @param entities for each entity the values of the join keys of all views, as text or as objects
 *     that have the text of their keys: a {@link Long} is as good as its digits. More keys than a
 *     view has may stand there
 * @param maxAge rows whose {@code feature_timestamp} is further back are outdated; null: none are
 */
public record FeatureQuery(
    String pipeline,
    List<ViewFeatures> views,
    List<Map<String, Object>> entities,
    @Nullable Duration maxAge) {

  public FeatureQuery {
    views = List.copyOf(views);
    entities = List.copyOf(entities);
  }

  /** Features of one entity, or all of them. */
  public static FeatureQuery of(
      String pipeline, String view, Map<String, Object> entity, String... features) {
    return new FeatureQuery(
        pipeline, List.of(ViewFeatures.of(view, features)), List.of(entity), null);
  }

  /** The same with a greatest age of rows. */
  public FeatureQuery withMaxAge(Duration maxAge) {
    return new FeatureQuery(pipeline, views, entities, maxAge);
  }
}
