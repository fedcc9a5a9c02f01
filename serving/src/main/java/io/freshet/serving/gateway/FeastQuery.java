package io.freshet.serving.gateway;

import io.freshet.serving.FeatureQuery;
import io.freshet.serving.FeatureVectors;
import io.freshet.serving.ViewFeatures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request in Feast's form as a query, and the way back: Feast answers in the order of the
 * request, a query view by view.
 *
 * @param request what was asked for
 * @param views the views with the features of each
 * @param places for each feature of the request its view and its place among that view's; empty if
 *     all features of one view are asked for
 */
record FeastQuery(FeastRequest request, List<ViewFeatures> views, List<Place> places) {

  /** The place of a feature. */
  record Place(int view, int feature) {}

  /**
   * Sorts the features by view.
   *
   * @throws GatewayException if names are malformed or meet
   */
  static FeastQuery of(FeastRequest request) {
    if (request.service() != null) {
      return new FeastQuery(request, List.of(ViewFeatures.of(request.service())), List.of());
    }
    Map<String, Integer> known = new LinkedHashMap<>();
    List<List<String>> features = new ArrayList<>();
    List<Place> places = new ArrayList<>(request.features().size());
    Set<String> names = new HashSet<>();
    for (String reference : request.features()) {
      int colon = reference.indexOf(':');
      if (colon <= 0 || colon == reference.length() - 1) {
        throw invalid("'" + reference + "' in 'features' names no feature; write view:feature");
      }
      String view = reference.substring(0, colon);
      String feature = reference.substring(colon + 1);
      if (!names.add(request.fullNames() ? reference : feature)) {
        throw invalid(
            "Two of the features would be called '"
                + feature
                + "'; remove one, or set 'full_feature_names' to true if they are of two views");
      }
      Integer place = known.get(view);
      if (place == null) {
        place = features.size();
        known.put(view, place);
        features.add(new ArrayList<>());
      }
      places.add(new Place(place, features.get(place).size()));
      features.get(place).add(feature);
    }
    List<ViewFeatures> views = new ArrayList<>();
    known.forEach((view, place) -> views.add(new ViewFeatures(view, features.get(place))));
    return new FeastQuery(request, views, places);
  }

  /** What to ask the client. */
  FeatureQuery query(String pipeline, @Nullable Duration maxAge) {
    List<Map<String, Object>> entities = new ArrayList<>(request.rows());
    for (int row = 0; row < request.rows(); row++) {
      Map<String, Object> entity = new HashMap<>();
      for (Map.Entry<String, List<Object>> key : request.entities().entrySet()) {
        entity.put(key.getKey(), key.getValue().get(row));
      }
      entities.add(entity);
    }
    return new FeatureQuery(pipeline, views, entities, maxAge);
  }

  /** For each feature of the answer its column in a query's. */
  int[] columns(FeatureVectors vectors) {
    int[] columns = new int[vectors.columns().size()];
    if (places.isEmpty()) {
      Arrays.setAll(columns, i -> i);
      return columns;
    }
    int[] first = new int[views.size()];
    for (int i = 1; i < first.length; i++) {
      first[i] = first[i - 1] + views.get(i - 1).features().size();
    }
    Arrays.setAll(columns, i -> first[places.get(i).view()] + places.get(i).feature());
    return columns;
  }

  private static GatewayException invalid(String message) {
    return new GatewayException(ErrorCode.INVALID_REQUEST, message);
  }
}
