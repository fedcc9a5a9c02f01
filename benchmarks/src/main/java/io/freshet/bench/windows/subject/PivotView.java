package io.freshet.bench.windows.subject;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Views as a pivot over event type and product category makes them: many features, of which an
 * event changes a few dozen at most.
 */
final class PivotView {
  private static final List<String> TYPES = List.of("page_view", "cart", "purchase");

  private final StringBuilder yaml = new StringBuilder();

  private PivotView(String name) {
    yaml.append(
        """
        kind: FeatureView
        name: %s
        entity: user
        freshness: 1s
        sources:
          - source: events
            features:
        """
            .formatted(name));
  }

  /**
   * 847 features: 20 for each of 36 cells, 8 for each of 12 categories, 6 for each type, 7 of all.
   */
  static BenchView of847() {
    PivotView view = new PivotView("features_847");
    for (int category = 0; category < 12; category++) {
      for (String type : TYPES) {
        String cell = type + "_c" + category;
        String where = "event_type = '%s' AND category = 'c%d'".formatted(type, category);
        view.count("count_" + cell, where, "1d, 7d, 14d, 30d, 90d");
        view.add("amount_" + cell, "sum", "price * quantity", where, "7d, 14d, 30d, 90d");
        view.add("avg_price_" + cell, "avg", "price", where, "7d, 30d, 90d");
        view.add("products_" + cell, "count_distinct", "product_id", where, "7d, 30d, 90d");
        view.add("max_amount_" + cell, "max", "price * quantity", where, "30d, 90d");
        view.add("min_price_" + cell, "min", "price", where, "30d, 90d");
        view.add("last_" + cell, "last", "occurred_at", where, "90d");
      }
      String where = "category = 'c%d'".formatted(category);
      view.count("count_c" + category, where, "1h, 1d, 7d, 30d, 90d");
      view.add("sessions_c" + category, "count_distinct", "session_id", where, "7d, 30d, 90d");
    }
    view.types("1h, 1d, 7d, 30d, 90d", "90d");
    view.count("events", null, "1h, 1d, 7d, 90d");
    view.add("sessions", "count_distinct", "session_id", null, "7d, 30d, 90d");
    return new BenchView(view.yaml.toString());
  }

  /**
   * 847 features, a third of them counts, a third amounts, a sixth timestamps, a sixth texts of
   * eight characters: 22 for each of 36 cells, 4 for each of 12 categories, 7 of all.
   */
  static BenchView ofProfile() {
    PivotView view = new PivotView("profile");
    String windows = "1d, 7d, 14d, 30d, 45d, 60d, 90d";
    for (int category = 0; category < 12; category++) {
      for (String type : TYPES) {
        String cell = type + "_c" + category;
        String where = "event_type = '%s' AND category = 'c%d'".formatted(type, category);
        view.count("count_" + cell, where, windows);
        view.add("amount_" + cell, "sum", "price * quantity", where, windows);
        view.add("last_" + cell, "last", "occurred_at", where, "7d, 30d, 60d, 90d");
        view.add("campaign_" + cell, "last", "campaign", where, "7d, 30d, 60d, 90d");
      }
      String where = "category = 'c%d'".formatted(category);
      view.count("count_c" + category, where, "30d, 90d");
      view.add("amount_c" + category, "sum", "price * quantity", where, "30d, 90d");
    }
    view.count("events", null, "7d, 30d, 60d, 90d");
    view.add("amount", "sum", "price * quantity", null, "30d, 90d, lifetime");
    return new BenchView(view.yaml.toString());
  }

  /**
   * 100 features: 6 for each of 12 cells, 3 for each of 4 categories, 2 for each type, 8 of all.
   */
  static BenchView of100() {
    PivotView view = new PivotView("features_100");
    for (int category = 0; category < 4; category++) {
      for (String type : TYPES) {
        String cell = type + "_c" + category;
        String where = "event_type = '%s' AND category = 'c%d'".formatted(type, category);
        view.count("count_" + cell, where, "7d, 30d, 90d");
        view.add("amount_" + cell, "sum", "price * quantity", where, "7d, 30d, 90d");
      }
      view.count("count_c" + category, "category = 'c%d'".formatted(category), "7d, 30d, 90d");
    }
    view.types("30d", "90d");
    view.count("events", null, "1h, 1d, 7d, 30d, 90d");
    view.add("sessions", "count_distinct", "session_id", null, "7d, 30d, 90d");
    return new BenchView(view.yaml.toString());
  }

  private void types(String counted, String last) {
    for (String type : List.of("page_view", "cart", "purchase", "login")) {
      String where = "event_type = '%s'".formatted(type);
      count("count_" + type, where, counted);
      add("last_" + type, "last", "occurred_at", where, last);
    }
  }

  private void count(String name, @Nullable String where, String windows) {
    add(name, "count", null, where, windows);
  }

  private void add(
      String name,
      String aggregate,
      @Nullable String value,
      @Nullable String where,
      String windows) {
    yaml.append("      - {name: ").append(name).append(", aggregate: ").append(aggregate);
    if (value != null) {
      yaml.append(", value: \"").append(value).append('"');
    }
    if (where != null) {
      yaml.append(", where: \"").append(where).append('"');
    }
    yaml.append(", windows: [").append(windows).append("]}\n");
  }
}
