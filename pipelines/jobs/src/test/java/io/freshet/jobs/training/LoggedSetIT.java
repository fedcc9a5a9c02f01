package io.freshet.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.training.manifest.DefinitionFiles;
import io.freshet.jobs.training.report.ViewStatistics;
import io.freshet.sinks.delta.read.DeltaTableReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets of logged values against a join that follows the definition word by word. */
class LoggedSetIT {
  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(3)
              .build());

  @TempDir Path directory;

  /** A label of a user and a product. */
  private record Label(int number, int user, int product, long time) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyLabelHasTheLastRowThatWasReadable(long seed) throws Exception {
    Random random = new Random(seed);
    PipelinePlan plan = TestingViews.plan();
    String root = directory.resolve("delta").toString();
    MadeUpLog users = new MadeUpLog(plan.views().get(0), 20, seed);
    MadeUpLog products = new MadeUpLog(plan.views().get(1), 15, seed + 100);
    users.write(root, 3);
    products.write(root, 1);
    List<Label> labels = labels(random);
    boolean inclusive = seed % 2 == 0;
    TrainingOptions options =
        options(csv(labels), inclusive)
            .parallelism(1 + (int) seed % 3)
            .labelsInMemory(seed < 4 ? 1_000 : 100)
            .build();

    TrainingResult result =
        TrainingSets.make(
            TrainingRequest.of(plan, new DefinitionFiles(Map.of()), environment(root), options),
            line -> {});

    assertThat(result.statistics().rows()).isEqualTo(labels.size());
    Map<Integer, Map<String, @Nullable Object>> rows = rows(result);
    assertThat(rows).hasSameSizeAs(labels);
    for (Label label : labels) {
      Map<String, @Nullable Object> row = Objects.requireNonNull(rows.get(label.number()));
      check(row, users, MadeUpLog.key(plan.views().get(0), label.user()), label, inclusive);
      check(row, products, MadeUpLog.key(plan.views().get(1), label.product()), label, inclusive);
    }
    checkStatistics(result.statistics().views().get(0), users, labels, inclusive);
    checkStatistics(result.statistics().views().get(1), products, labels, inclusive);
    long leaky =
        labels.stream()
            .filter(
                label ->
                    users.leaks(
                            MadeUpLog.key(plan.views().get(0), label.user()),
                            label.time(),
                            inclusive)
                        || products.leaks(
                            MadeUpLog.key(plan.views().get(1), label.product()),
                            label.time(),
                            inclusive))
            .count();
    assertThat(result.statistics().leaks()).isEqualTo(leaky);
    assertThat(Files.readString(Path.of(result.report())))
        .contains("0 values from the future", "of the labels (" + leaky + " of " + labels.size());
  }

  /** Labels of known and unknown entities, some twice, many at the very times of rows. */
  private static List<Label> labels(Random random) {
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      boolean again = i > 0 && random.nextInt(10) == 0;
      Label last = again ? labels.get(random.nextInt(i)) : null;
      labels.add(
          last == null
              ? new Label(i, random.nextInt(24), random.nextInt(18), random.nextInt(400) - 20)
              : new Label(i, last.user(), last.product(), last.time()));
    }
    return labels;
  }

  private String csv(List<Label> labels) throws Exception {
    StringBuilder text = new StringBuilder("number;customer;shop;item;at;note\n");
    for (Label label : labels) {
      text.append(label.number())
          .append(";u")
          .append(label.user())
          .append(";shop ")
          .append(label.product() % 3)
          .append(';')
          .append(label.product())
          .append(';')
          .append(label.time())
          .append(";\"one; \"\"two\"\"\nthree\"\n");
    }
    return Files.writeString(directory.resolve("labels.csv"), text.toString()).toString();
  }

  private TrainingOptionsBuilder options(String labels, boolean inclusive) {
    return TrainingOptions.of(
            labels,
            "at",
            List.of(
                FeatureRequest.parse("user"),
                FeatureRequest.parse("product:hours_since_last,n,kinds")),
            directory.resolve("set").toString())
        .keys(Map.of("user_id", "customer", "product.number", "item"))
        .inclusive(inclusive)
        .prefix(true)
        .withTimes(true);
  }

  private static Environment environment(String root) {
    return new Environment(null, null, null, new Environment.Offline(root, Map.of()), Map.of());
  }

  private static Map<Integer, Map<String, @Nullable Object>> rows(TrainingResult result) {
    Map<Integer, Map<String, @Nullable Object>> rows = new HashMap<>();
    DeltaTableReader.open(result.out())
        .forEachRow(row -> rows.put(Integer.valueOf(String.valueOf(row.get("number"))), row));
    return rows;
  }

  private static void check(
      Map<String, @Nullable Object> row,
      MadeUpLog log,
      List<Object> key,
      Label label,
      boolean inclusive) {
    String view = key.size() == 1 ? "user" : "product";
    Optional<MadeUpLog.Row> expected = log.lastReadable(key, label.time(), inclusive);
    List<Optional<Object>> values =
        expected
            .map(MadeUpLog.Row::values)
            .orElse(
                List.of(
                    Optional.of(0L),
                    Optional.of(new java.math.BigDecimal("0.000")),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
    String which = view + " of " + label;
    assertThat(row.get("at")).isEqualTo(label.time());
    assertThat(row.get("note")).isEqualTo("one; \"two\"\nthree");
    assertThat(row.get(view + "__available_at"))
        .as(which)
        .isEqualTo(expected.map(MadeUpLog.Row::available).orElse(null));
    assertThat(row.get(view + "__feature_timestamp"))
        .as(which)
        .isEqualTo(expected.map(MadeUpLog.Row::featureTimestamp).orElse(null));
    assertThat(row.get(view + "__n")).as(which).isEqualTo(values.get(0).orElse(null));
    assertThat(row.get(view + "__kinds")).as(which).isEqualTo(values.get(5).orElse(null));
    assertThat(row.get(view + "__hours_since_last"))
        .as(which)
        .isEqualTo(
            values
                .get(3)
                .map(last -> Math.floorDiv(label.time() - (Long) last, 3_600_000L))
                .orElse(null));
    if (view.equals("user")) {
      assertThat(row.get("user__revenue")).as(which).isEqualTo(values.get(1).orElse(null));
      assertThat(row.get("user__mean")).as(which).isEqualTo(values.get(2).orElse(null));
      assertThat(row.get("user__last_at")).as(which).isEqualTo(values.get(3).orElse(null));
      assertThat(row.get("user__words")).as(which).isEqualTo(values.get(4).orElse(null));
    }
  }

  private static void checkStatistics(
      ViewStatistics statistics, MadeUpLog log, List<Label> labels, boolean inclusive) {
    ViewPlan view = TestingViews.plan().view(statistics.view());
    long missing = 0;
    long leaks = 0;
    for (Label label : labels) {
      List<Object> key =
          MadeUpLog.key(view, statistics.view().equals("user") ? label.user() : label.product());
      missing += log.lastReadable(key, label.time(), inclusive).isEmpty() ? 1 : 0;
      leaks += log.leaks(key, label.time(), inclusive) ? 1 : 0;
    }
    assertThat(statistics.missing()).isEqualTo(missing);
    assertThat(statistics.leaks()).isEqualTo(leaks).isPositive();
    assertThat(statistics.leakDelays().count()).isEqualTo(leaks);
    assertThat(statistics.future()).isZero();
    assertThat(statistics.ages().count()).isEqualTo(labels.size() - missing);
  }
}
