package io.freshet.serving.gateway;

import io.freshet.serving.ViewFeatures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Features in Feast's form, sorted by view: Feast answers in the order of the request, a query view
 * by view. Made once for many requests. Immutable.
 */
final class FeastPlan {
  private final List<ViewFeatures> views;

  /** For each feature of the request its column in an answer; empty for all columns in order. */
  private final int[] columns;

  private FeastPlan(List<ViewFeatures> views, int[] columns) {
    this.views = views;
    this.columns = columns;
  }

  /** All features of a view. */
  static FeastPlan ofAll(String view) {
    return new FeastPlan(List.of(ViewFeatures.of(view)), new int[0]);
  }

  /**
   * Sorts features by view.
   *
   * @throws GatewayException if names are malformed or meet
   */
  static FeastPlan of(Features features) {
    Map<String, List<String>> byView = new LinkedHashMap<>();
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < features.references().size(); i++) {
      String reference = features.references().get(i);
      int colon = reference.indexOf(':');
      if (colon <= 0 || colon == reference.length() - 1) {
        throw invalid("'" + reference + "' in 'features' names no feature; write view:feature");
      }
      String view = reference.substring(0, colon);
      String feature = reference.substring(colon + 1);
      if (!names.add(features.fullNames() ? reference : feature)) {
        throw invalid(
            "Two of the features would be called '"
                + feature
                + "'; remove one, or set 'full_feature_names' to true if they are of two views");
      }
      byView.computeIfAbsent(view, absent -> new ArrayList<>()).add(feature);
      places.computeIfAbsent(view, absent -> new ArrayList<>()).add(i);
    }
    int[] columns = new int[features.references().size()];
    int column = 0;
    for (List<Integer> ofView : places.values()) {
      for (int place : ofView) {
        columns[place] = column++;
      }
    }
    List<ViewFeatures> views = new ArrayList<>();
    byView.forEach((view, list) -> views.add(new ViewFeatures(view, list)));
    return new FeastPlan(List.copyOf(views), columns);
  }

  /**
   * Features as a request names them.
   *
   * @param references {@code view:feature}, each
   * @param fullNames whether the answer calls them {@code view__feature}
   */
  record Features(List<String> references, boolean fullNames) {}

  /** The views with the features of each. */
  List<ViewFeatures> views() {
    return views;
  }

  /** The column of a feature of the request. */
  int column(int feature) {
    return columns.length == 0 ? feature : columns[feature];
  }

  private static GatewayException invalid(String message) {
    return new GatewayException(ErrorCode.INVALID_REQUEST, message);
  }
}
