package io.freshet.jobs;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.Column;
import io.freshet.defs.plan.Connector;
import io.freshet.defs.plan.EventTime;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.Format;
import io.freshet.defs.plan.InputPlan;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.SourcePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans for tests, made without the definition language. */
final class TestingPlans {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  private TestingPlans() {}

  /** Customers and products over the columns of the Online Retail data. */
  static PipelinePlan retail(Connector connector, Format format) {
    SourcePlan source =
        new SourcePlan(
            "transactions",
            connector,
            format,
            List.of(
                new Column("InvoiceNo", "STRING"),
                new Column("StockCode", "STRING"),
                new Column("Quantity", "INT"),
                new Column("InvoiceDate", "STRING"),
                new Column("UnitPrice", "DECIMAL(12, 3)"),
                new Column("CustomerID", "STRING")),
            new EventTime(
                "InvoiceDate", EventTime.Encoding.PATTERN, "yyyy-MM-dd HH:mm:ss", "Europe/London"),
            0,
            null,
            HOUR,
            30_000,
            null);
    return new PipelinePlan(
        "retail",
        List.of(source),
        List.of(view("customer", "CustomerID", true), view("product", "StockCode", false)));
  }

  private static ViewPlan view(String name, String key, boolean lifetime) {
    List<AggregationPlan> aggregations = new ArrayList<>();
    List<FeaturePlan> features = new ArrayList<>();
    ValueType price = ValueType.decimal(12, 3);
    ValueType amount = ValueType.decimal(23, 3);
    add(aggregations, features, "rows", AggregateFunction.COUNT, -1, -1, null, false);
    add(aggregations, features, "returns", AggregateFunction.COUNT, 1, -1, null, false);
    add(aggregations, features, "revenue", AggregateFunction.SUM, 0, 0, amount, false);
    add(aggregations, features, "price", AggregateFunction.AVG, -1, 1, price, false);
    add(aggregations, features, "top_price", AggregateFunction.MAX, -1, 1, price, false);
    add(
        aggregations,
        features,
        "invoices",
        AggregateFunction.COUNT_DISTINCT,
        -1,
        2,
        ValueType.STRING,
        false);
    if (lifetime) {
      add(aggregations, features, "last_price", AggregateFunction.LAST, 0, 3, price, true);
    }
    ViewSourcePlan source =
        new ViewSourcePlan(
            "transactions",
            List.of(key),
            List.of("Quantity > 0", "Quantity < 0"),
            List.of(
                new InputPlan(0, "UnitPrice * Quantity", amount),
                new InputPlan(-1, "UnitPrice", price),
                new InputPlan(-1, "InvoiceNo", ValueType.STRING),
                new InputPlan(0, "UnitPrice", price)),
            true);
    return new ViewPlan(
        name,
        name,
        List.of(new Field(name + "_id", ValueType.STRING)),
        0,
        null,
        List.of(source),
        aggregations,
        features);
  }

  private static void add(
      List<AggregationPlan> aggregations,
      List<FeaturePlan> features,
      String name,
      AggregateFunction function,
      int filter,
      int input,
      @Nullable ValueType type,
      boolean lifetime) {
    ValueType result = function.resultType(type == null ? ValueType.BIGINT : type);
    List<WindowPlan> windows =
        lifetime
            ? List.of(WindowPlan.LIFETIME)
            : List.of(
                new WindowPlan(DAY, HOUR, 0),
                new WindowPlan(30 * DAY, DAY, 0),
                new WindowPlan(90 * DAY, DAY, 0));
    aggregations.add(new AggregationPlan(0, function, filter, input, type, result, windows));
    for (int i = 0; i < windows.size(); i++) {
      features.add(
          new FeaturePlan(new Field(name + "_" + i, result), aggregations.size() - 1, i, null));
    }
  }
}
