package io.freshet.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.verify.Verifier;
import io.freshet.jobs.verify.VerifyOptions;
import io.freshet.jobs.verify.VerifyReport;
import io.freshet.local.generator.RetailProducer;
import io.freshet.local.processes.LocalStack;
import io.freshet.local.processes.StackOptions;
import io.freshet.schemas.DeadLetter;
import io.freshet.schemas.Field;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.read.LoggedRow;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.kafka.RegistryClient;
import io.freshet.sinks.redis.client.OnlineReader;
import io.freshet.sinks.redis.client.OnlineRow;
import io.freshet.sinks.redis.client.OnlineStore;
import io.freshet.sinks.testing.IndependentDeltaReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sales of a year through Kafka, Flink, Redis and Delta: every value of every customer and
 * product, in both stores, against the naive evaluator and against SQL over the file; then the
 * tables as Spark reads them against what was published.
 */
class RetailTruthIT {
  private static final int PARTITIONS = 4;
  private static final int PARALLELISM = 2;
  private static final int READ_AHEAD = 500;
  private static final long DAY = 86_400_000;
  private static final List<String> VERSION =
      List.of("feature_timestamp", "available_at", "sequence", "generation");

  @TempDir Path directory;

  /** A row of either store. */
  private record Row(
      long generation, long time, long sequence, Map<String, @Nullable Object> values) {}

  @Test
  void realSalesAreRightInBothStores() throws Exception {
    Figures figures = check(RetailData.real());
    assertThat(figures.read()).isEqualTo(541_909);
    assertThat(figures.nullKeys()).isEqualTo(135_080);
    assertThat(figures.entities()).containsEntry(RetailPipeline.CUSTOMERS, 4_372L);
    assertThat(figures.entities()).containsEntry(RetailPipeline.PRODUCTS, 4_070L);
  }

  @Test
  void madeSalesAreRightInBothStores() throws Exception {
    Figures figures = check(RetailData.generate(directory.resolve("data")));
    assertThat(figures.forgotten()).as("products forgotten at the end").isPositive();
  }

  /**
   * What was found.
   *
   * @param read lines sent to Kafka
   * @param nullKeys dead letters for a missing customer
   * @param entities by view
   * @param forgotten products that are forgotten at the end
   */
  private record Figures(long read, long nullKeys, Map<String, Long> entities, long forgotten) {}

  private Figures check(Path file) throws Exception {
    Stopwatch watch = new Stopwatch("truth");
    try (LocalStack stack =
            LocalStack.start(StackOptions.DEFAULT.withDirectory(directory.resolve("stack")));
        SalesOracle oracle = SalesOracle.over(file)) {
      Environment environment = environment(stack);
      PipelinePlan plan = RetailPipeline.compile("retail", environment, Map.of());
      watch.lap("stack and definitions");
      long read = send(stack, file);
      assertThat(read).isEqualTo(oracle.number("SELECT count(*) FROM sales"));
      watch.lap(read + " lines sent");
      RetailPipeline.run(plan, environment, PARALLELISM);
      watch.lap("job");

      VerifyReport report =
          Verifier.verify(plan, environment, VerifyOptions.ended(false), line -> {});
      assertThat(report.differences()).as("differences from the naive evaluator").isEmpty();
      assertThat(report.differencesInAll()).isZero();
      watch.lap("naive evaluator, " + report.valuesChecked() + " values");

      checkAgainstSql(plan.view(RetailPipeline.CUSTOMERS), "customers", plan, environment, oracle);
      long forgotten =
          checkAgainstSql(
              plan.view(RetailPipeline.PRODUCTS), "products", plan, environment, oracle);
      watch.lap("SQL");

      long nullKeys = nullKeys(stack, plan);
      assertThat(nullKeys)
          .isEqualTo(
              oracle.number(
                  "SELECT count(*) FROM sales WHERE customer IS NULL"
                      + " AND (invoice NOT LIKE 'C%' OR quantity <> 0)"));
      watch.lap(nullKeys + " dead letters");

      for (ViewPlan view : plan.views()) {
        RowBag published = published(stack, plan, view);
        watch.lap("%s: %d rows published".formatted(view.name(), published.size()));
        checkTable(plan, view, environment, published);
        watch.lap("Delta table read by Kernel and by Spark");
      }
      return new Figures(read, nullKeys, report.entitiesByView(), forgotten);
    }
  }

  private Environment environment(LocalStack stack) {
    return new Environment(
        new Environment.Kafka(Map.of("bootstrap.servers", stack.broker().bootstrapServers())),
        new Environment.Registry(stack.registry().url(), Map.of()),
        new Environment.Online(stack.redis().uri(), Map.of()),
        RetailPipeline.offline(directory.resolve("delta")),
        RetailPipeline.neverRestart());
  }

  private static long send(LocalStack stack, Path file) throws Exception {
    try (RetailProducer producer =
        RetailProducer.connect(
            Map.of("bootstrap.servers", stack.broker().bootstrapServers()),
            new RegistryClient(stack.registry().url(), Map.of()),
            PARTITIONS)) {
      return producer.replay(file, rows -> {});
    }
  }

  /** Returns how many entities are forgotten at the end. */
  private static long checkAgainstSql(
      ViewPlan view, String query, PipelinePlan plan, Environment environment, SalesOracle oracle)
      throws Exception {
    Map<String, SalesOracle.Version> versions = oracle.versions(query + "_at_end");
    Map<String, Long> times = new HashMap<>();
    versions.forEach((key, version) -> times.put(key, version.time()));
    Map<String, Map<String, @Nullable Object>> values = oracle.values(query, times);
    assertThat(values.keySet()).isEqualTo(versions.keySet());

    Map<String, Row> logged = logged(view, plan, environment);
    assertThat(logged.keySet()).as("keys in Delta").isEqualTo(versions.keySet());
    Map<String, Row> online = online(view, plan, environment, versions);
    versions.forEach(
        (key, version) ->
            assertThat(online.containsKey(key))
                .as("%s %s is online", view.name(), key)
                .isEqualTo(!version.isForgotten()));
    for (Map<String, Row> store : List.of(online, logged)) {
      Map<String, Long> rowTimes = new HashMap<>();
      store.forEach((key, row) -> rowTimes.put(key, row.time()));
      Map<String, Map<String, @Nullable Object>> then = oracle.values(query, rowTimes);
      store.forEach(
          (key, row) -> {
            String which = view.name() + " " + key + (store == online ? " online" : " logged");
            checkVersion(which, row, Objects.requireNonNull(versions.get(key)));
            checkValues(which + " at the end", row, Objects.requireNonNull(values.get(key)));
            checkValues(which + " at its time", row, Objects.requireNonNull(then.get(key)));
          });
    }
    return versions.values().stream().filter(SalesOracle.Version::isForgotten).count();
  }

  private static void checkVersion(String which, Row row, SalesOracle.Version version) {
    assertThat(row.time()).as("%s: feature_timestamp", which).isLessThanOrEqualTo(version.time());
    // whether somebody is forgotten in a long silence depends on how far the partitions are apart
    long most = version.sequence();
    if (version.sequence() < version.events()) {
      most = version.events();
    }
    assertThat(row.sequence()).as("%s: sequence", which).isBetween(1L, most);
  }

  private static void checkValues(String which, Row row, Map<String, @Nullable Object> expected) {
    assertThat(row.values().keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (feature, value) -> {
          Object actual = row.values().get(feature);
          if (!SalesOracle.same(value, actual)) {
            assertThat(actual).as("%s, T %d: %s", which, row.time(), feature).isEqualTo(value);
          }
        });
  }

  private static Map<String, Row> logged(
      ViewPlan view, PipelinePlan plan, Environment environment) {
    RowLayout layout = view.layout(plan.name());
    Map<String, Row> rows = new HashMap<>();
    table(view, plan, environment)
        .lastRowPerKey(layout)
        .forEach((key, row) -> rows.put(key, row(layout, row)));
    return rows;
  }

  private static Row row(RowLayout layout, LoggedRow row) {
    Map<String, @Nullable Object> values = new TreeMap<>();
    for (int i = 0; i < row.values().length; i++) {
      values.put(layout.features().get(i).name(), row.values()[i]);
    }
    return new Row(row.generation(), row.featureTimestamp(), row.sequence(), values);
  }

  private static Map<String, Row> online(
      ViewPlan view,
      PipelinePlan plan,
      Environment environment,
      Map<String, SalesOracle.Version> keys)
      throws Exception {
    Map<String, Row> rows = new HashMap<>();
    try (OnlineStore store = OnlineStore.at(Objects.requireNonNull(environment.online()).uri())) {
      OnlineReader reader = new OnlineReader(store);
      Map<String, CompletableFuture<Optional<OnlineRow>>> reads = new LinkedHashMap<>();
      List<String> all = new ArrayList<>(keys.keySet());
      for (int from = 0; from < all.size(); from += READ_AHEAD) {
        reads.clear();
        for (String key : all.subList(from, Math.min(all.size(), from + READ_AHEAD))) {
          reads.put(key, reader.get(plan.name(), view.name(), key));
        }
        for (Map.Entry<String, CompletableFuture<Optional<OnlineRow>>> read : reads.entrySet()) {
          read.getValue()
              .get(30, TimeUnit.SECONDS)
              .ifPresent(
                  row ->
                      rows.put(
                          read.getKey(),
                          new Row(
                              row.generation(),
                              row.featureTimestamp(),
                              row.sequence(),
                              new TreeMap<>(row.values()))));
        }
      }
    }
    return rows;
  }

  private static DeltaTableReader table(ViewPlan view, PipelinePlan plan, Environment environment) {
    return DeltaTableReader.open(
        DeltaSinkOptions.of(Objects.requireNonNull(environment.offline()).root()),
        plan.name(),
        view.name());
  }

  /** Counts the dead letters of the customer view; there are no others. */
  private static long nullKeys(LocalStack stack, PipelinePlan plan) throws Exception {
    Map<String, Long> byReason = new TreeMap<>();
    Topics.forEach(
        stack,
        plan.name() + ".dead-letters",
        letter -> byReason.merge(letter.get("view") + " " + letter.get("reason"), 1L, Long::sum));
    String expected = RetailPipeline.CUSTOMERS + " " + DeadLetter.Reason.NULL_KEY.code();
    assertThat(byReason).containsOnlyKeys(expected);
    return Objects.requireNonNull(byReason.get(expected));
  }

  /** The rows of a view's topic. */
  private static RowBag published(LocalStack stack, PipelinePlan plan, ViewPlan view)
      throws Exception {
    RowLayout layout = view.layout(plan.name());
    RowBag rows = new RowBag();
    Topics.forEach(
        stack,
        plan.name() + ".features." + view.name(),
        record -> rows.put(columns(layout).stream().map(c -> value(record, c)).toList()));
    return rows;
  }

  private static @Nullable Object value(GenericRecord record, Field column) {
    Object value = record.get(column.name());
    if (value instanceof ByteBuffer digits) {
      byte[] bytes = new byte[digits.remaining()];
      digits.duplicate().get(bytes);
      return new BigDecimal(new BigInteger(bytes), column.type().scale());
    }
    return value;
  }

  private static void checkTable(
      PipelinePlan plan, ViewPlan view, Environment environment, RowBag published)
      throws Exception {
    List<String> names = columns(view.layout(plan.name())).stream().map(Field::name).toList();
    DeltaTableReader table = table(view, plan, environment);
    assertThat(table.rowCount()).isEqualTo(published.size());

    RowBag left = published.copy();
    table.forEachRow(names, row -> left.take(java.util.Arrays.asList(row)));
    assertThat(left.unknown()).as("rows of the table that were not published").isEmpty();
    assertThat(left.size()).as("published rows that the table lacks").isZero();

    RowBag leftBySpark = published.copy();
    IndependentDeltaReader.forEachRow(
        Path.of(table.path().substring("file:".length())),
        row -> {
          List<@Nullable Object> values = new ArrayList<>();
          names.forEach(name -> values.add(row.get(name)));
          leftBySpark.take(values);
          long time = (Long) Objects.requireNonNull(row.get("feature_timestamp"));
          String date = LocalDate.ofEpochDay(Math.floorDiv(time, DAY)).toString();
          if (!date.equals(row.get("event_date"))) {
            assertThat(row.get("event_date")).as("event_date").isEqualTo(date);
          }
        });
    assertThat(leftBySpark.unknown()).as("rows that Spark alone sees").isEmpty();
    assertThat(leftBySpark.size()).as("rows that Spark does not see").isZero();
  }

  /** All columns of a row: keys, version, features. */
  private static List<Field> columns(RowLayout layout) {
    List<Field> columns = new ArrayList<>(layout.keys());
    VERSION.forEach(name -> columns.add(new Field(name, ValueType.BIGINT)));
    columns.addAll(layout.features());
    return columns;
  }
}
