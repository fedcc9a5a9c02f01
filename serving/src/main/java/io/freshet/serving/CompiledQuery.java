package io.freshet.serving;

import io.freshet.sinks.redis.client.KnownLayout;
import io.freshet.sinks.redis.client.RedisKeys;
import io.freshet.sinks.redis.client.RowName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What queries for the same features of the same views have in common.
 *
 * @param views the views, in the order of the query
 * @param columns the columns of all of them
 */
record CompiledQuery(List<WantedView> views, List<FeatureColumn> columns) {

  /**
   * Compiles a query.
   *
   * @param layouts the current layout of each view
   * @throws FeatureRequestException if a view or feature is not there
   */
  static CompiledQuery of(FeatureQuery query, List<Optional<KnownLayout>> layouts) {
    List<WantedView> views = new ArrayList<>();
    List<FeatureColumn> columns = new ArrayList<>();
    for (int i = 0; i < layouts.size(); i++) {
      ViewFeatures wanted = query.views().get(i);
      KnownLayout layout =
          layouts.get(i).orElseThrow(() -> unpublished(query.pipeline(), wanted.view()));
      RedisKeys keys = RedisKeys.of(query.pipeline(), wanted.view());
      WantedView view = new WantedView(wanted, layout, keys, columns.size());
      views.add(view);
      columns.addAll(view.columns());
    }
    return new CompiledQuery(List.copyOf(views), List.copyOf(columns));
  }

  private static FeatureRequestException unpublished(String pipeline, String view) {
    return new FeatureRequestException(
        "Pipeline '"
            + pipeline
            + "' has not published a view '"
            + view
            + "'; check both names, and that the pipeline has run");
  }

  /** Whether these layouts are those that it was compiled for. */
  boolean isOf(List<Optional<KnownLayout>> layouts) {
    for (int i = 0; i < layouts.size(); i++) {
      KnownLayout compiled = views.get(i).current();
      if (!layouts.get(i).filter(compiled::equals).isPresent()) {
        return false;
      }
    }
    return true;
  }

  /**
   * The rows of entities: for each entity those of all views.
   *
   * @throws FeatureRequestException if a key is missing or of another type
   */
  List<RowName> names(List<Map<String, Object>> entities) {
    List<RowName> names = new ArrayList<>(entities.size() * views.size());
    for (Map<String, Object> entity : entities) {
      for (WantedView view : views) {
        names.add(view.name(entity));
      }
    }
    return names;
  }
}
