package io.freshet.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.cli.truth.SalesOracle.AsOf;
import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.training.FeatureRequest;
import io.freshet.jobs.training.TrainingMode;
import io.freshet.jobs.training.TrainingOptions;
import io.freshet.jobs.training.TrainingRequest;
import io.freshet.jobs.training.TrainingResult;
import io.freshet.jobs.training.TrainingSets;
import io.freshet.jobs.training.manifest.DefinitionFiles;
import io.freshet.schemas.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training set of customers and products at any times of the year, recomputed from the file of
 * sales: every value against SQL over the file. Nothing was logged.
 */
class RecomputedTruthIT {
  private static final int LABELS = 20_000;
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  @TempDir Path directory;

  @Test
  void everyValueOfTheRealSales() throws Exception {
    check(RetailData.real(), LABELS);
  }

  @Test
  void everyValueOfMadeSales() throws Exception {
    check(RetailData.generate(directory.resolve("data")), LABELS / 10);
  }

  private void check(Path file, int count) throws Exception {
    Stopwatch watch = new Stopwatch("recomputed truth");
    Environment environment =
        new Environment(null, null, null, null, RetailPipeline.neverRestart());
    PipelinePlan plan =
        RetailPipeline.compile(
            "retail-files",
            environment,
            Map.of("DATA", Objects.requireNonNull(file.getParent()).toString()));
    try (SalesOracle oracle = SalesOracle.over(file)) {
      Path labels = writeLabels(oracle, count);
      watch.lap(count + " labels");

      TrainingResult set =
          TrainingSets.make(
              TrainingRequest.of(
                  plan,
                  new DefinitionFiles(Map.of()),
                  environment,
                  options(labels, directory.resolve("set.parquet"))),
              line -> {});
      watch.lap("set");

      assertThat(set.statistics().rows()).isEqualTo(count);
      Map<String, Map<AsOf, Map<String, @Nullable Object>>> expected = new HashMap<>();
      String asOf =
          "SELECT DISTINCT %s, CAST(label_at AS BIGINT) - 1 FROM read_csv('"
              + labels
              + "', all_varchar = true)";
      expected.put(
          RetailPipeline.CUSTOMERS, oracle.valuesAsOf("customers", asOf.formatted("customer_id")));
      expected.put(
          RetailPipeline.PRODUCTS, oracle.valuesAsOf("products", asOf.formatted("stock_code")));
      watch.lap("SQL");
      long[] values = {0};
      oracle.forEachRow(
          "SELECT * FROM read_parquet('" + set.out() + "/*.parquet')",
          row -> plan.views().forEach(view -> values[0] += check(view, row, expected)));
      int features = plan.views().stream().mapToInt(view -> fields(view).size()).sum();
      assertThat(features).isGreaterThanOrEqualTo(40);
      assertThat(values[0]).isEqualTo((long) count * features);
      watch.lap(values[0] + " values compared");
    }
  }

  /** Compares the values of one view in a row of the set; returns how many there are. */
  private static long check(
      ViewPlan view,
      Map<String, @Nullable Object> row,
      Map<String, Map<AsOf, Map<String, @Nullable Object>>> expected) {
    String key = String.valueOf(row.get(view.keys().get(0).name()));
    long time = ((Long) Objects.requireNonNull(number(row.get("label_at")))) - 1;
    Map<String, @Nullable Object> values =
        Objects.requireNonNull(
            Objects.requireNonNull(expected.get(view.name())).get(new AsOf(key, time)));
    for (Field feature : fields(view)) {
      assertThat(values).containsKey(feature.name());
      Object actual = number(row.get(view.name() + "__" + feature.name()));
      Object wanted = values.get(feature.name());
      if (!SalesOracle.same(wanted, actual)) {
        assertThat(actual)
            .as("%s of %s %s at %d", feature.name(), view.name(), key, time)
            .isEqualTo(wanted);
      }
    }
    return fields(view).size();
  }

  private static List<Field> fields(ViewPlan view) {
    return view.layout("").features();
  }

  private static @Nullable Object number(@Nullable Object value) {
    return value instanceof OffsetDateTime time ? (Object) time.toInstant().toEpochMilli() : value;
  }

  private static TrainingOptions options(Path labels, Path out) {
    return TrainingOptions.of(
            labels.toString(),
            "label_at",
            List.of(
                FeatureRequest.parse(RetailPipeline.CUSTOMERS),
                FeatureRequest.parse(RetailPipeline.PRODUCTS)),
            out.toString())
        .mode(TrainingMode.RECOMPUTED)
        .prefix(true)
        .parallelism(2)
        .build();
  }

  /**
   * At the very times of lines and just after them, at and just after the hours and days at which
   * windows begin, at any times, and beyond both ends of the file. A few customers and products are
   * not in it.
   */
  private Path writeLabels(SalesOracle oracle, int count) throws Exception {
    List<String> customers =
        column(oracle, "SELECT customer FROM sales WHERE customer IS NOT NULL");
    List<String> products = column(oracle, "SELECT product FROM sales");
    List<Long> times = new ArrayList<>(oracle.times());
    Random random = new Random(4);
    List<String> lines = new ArrayList<>(List.of("label,customer_id,stock_code,label_at"));
    for (int i = 0; i < count; i++) {
      String customer = i % 200 == 0 ? "nobody" : customers.get(random.nextInt(customers.size()));
      String product = i % 300 == 0 ? "nothing" : products.get(random.nextInt(products.size()));
      long time = time(times, random);
      lines.add("%d,%s,%s,%d".formatted(i, customer, product, time));
    }
    return Files.write(directory.resolve("labels.csv"), lines);
  }

  private static long time(List<Long> times, Random random) {
    long event = times.get(random.nextInt(times.size()));
    long first = times.get(0) - DAY;
    long any =
        first + (long) ((times.get(times.size() - 1) + 100 * DAY - first) * random.nextDouble());
    return switch (random.nextInt(4)) {
      case 0 -> event + random.nextInt(2);
      case 1 -> Math.floorDiv(any, HOUR) * HOUR + random.nextInt(2);
      case 2 -> Math.floorDiv(any, DAY) * DAY + random.nextInt(2);
      default -> any;
    };
  }

  /** Values as often as there are lines with them, so that large ones come up often. */
  private static List<String> column(SalesOracle oracle, String query)
      throws java.sql.SQLException {
    List<String> values = new ArrayList<>();
    oracle.forEachRow(
        query + " ORDER BY ALL", row -> values.add(String.valueOf(row.values().iterator().next())));
    return values;
  }
}
