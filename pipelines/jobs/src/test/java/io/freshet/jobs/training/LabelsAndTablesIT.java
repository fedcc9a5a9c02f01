package io.freshet.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.JobException;
import io.freshet.jobs.training.labels.LabelPlan;
import io.freshet.jobs.training.labels.LabelPlanner;
import io.freshet.jobs.training.logged.LoggedJoin;
import io.freshet.jobs.training.manifest.DefinitionFiles;
import io.freshet.jobs.training.manifest.ManifestJson;
import io.freshet.jobs.training.output.SetOutput;
import io.freshet.jobs.training.report.SetStatistics;
import io.freshet.jobs.training.report.ViewStatistics;
import io.freshet.jobs.training.report.Written;
import io.freshet.jobs.training.wire.ViewColumns;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import io.freshet.sinks.delta.packed.PackedColumn;
import io.freshet.sinks.delta.packed.PackedFile;
import io.freshet.sinks.delta.packed.PackedType;
import io.freshet.sinks.delta.packed.ValuePacker;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.scan.TableVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What labels and tables may look like, and what is said of those that may not. */
class LabelsAndTablesIT {
  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir private Path directory;
  private final ViewPlan user = TestingViews.plan().view("user");
  private final MadeUpLog log = new MadeUpLog(user, 12, 5);
  private int sets;

  @BeforeEach
  void writeLog() throws IOException {
    log.write(root(), 1);
  }

  private String root() {
    return directory.resolve("delta").toString();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  /** Labels of entities 0 to 13 at the times 0, 20, ... 400. */
  private static String csv() {
    StringBuilder text = new StringBuilder("user_id,at\n");
    for (int i = 0; i < 14; i++) {
      for (int time = 0; time <= 400; time += 20) {
        text.append('u').append(i).append(',').append(time).append('\n');
      }
    }
    return text.toString();
  }

  private TrainingOptionsBuilder options(Path labels, String features) {
    String out = directory.resolve("set" + ++sets).toString();
    return TrainingOptions.of(labels.toString(), "at", List.of(FeatureRequest.parse(features)), out)
        .parallelism(2);
  }

  private TrainingResult make(TrainingOptions options) {
    return make(TestingViews.plan(), options);
  }

  private TrainingResult make(PipelinePlan plan, TrainingOptions options) {
    return TrainingSets.make(
        TrainingRequest.of(plan, new DefinitionFiles(Map.of()), environment(), options),
        line -> {});
  }

  private Environment environment() {
    return new Environment(null, null, null, new Environment.Offline(root(), Map.of()), Map.of());
  }

  @Test
  void labelsOfAllFormatsGiveTheSameSet() throws IOException {
    Path labels = write("labels.csv", csv());
    Path compressed = directory.resolve("labels");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      out.write(csv().replace(',', '\t').getBytes(StandardCharsets.UTF_8));
    }
    TrainingResult fromText = make(options(labels, "user:n,words").build());
    TrainingResult fromGzip = make(options(compressed, "user:n,words").build());
    assertThat(fromGzip.digest()).isEqualTo(fromText.digest());
    Path parquet = directory.resolve("parquet");
    make(options(labels, "user:mean").format(SetFormat.PARQUET).build());
    Files.move(directory.resolve("set" + sets), parquet);
    make(options(labels, "user:mean").build());
    Path delta = directory.resolve("set" + sets);
    TrainingResult fromParquet = make(options(parquet, "user:n,words").build());
    TrainingResult fromDelta = make(options(delta, "user:n,words").build());
    assertThat(fromDelta.digest()).isEqualTo(fromParquet.digest());
    assertThat(fromDelta.statistics()).isEqualTo(fromText.statistics());
    try (var files = Files.list(parquet)) {
      Path one = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
      assertThat(make(options(one, "user:n").build()).statistics().rows()).isPositive();
    }
    assertThat(ManifestJson.read(Path.of(fromDelta.manifest())).labels().version()).isZero();
    assertThat(Path.of(fromDelta.report())).content().contains("set" + (sets - 1), "user");
  }

  @Test
  void nothingIsKnownBeforeItWasReadable() throws IOException {
    List<Integer> wrong = new ArrayList<>();
    TrainingResult result =
        make(options(write("labels.csv", csv()), "user:n").withTimes(true).build());
    DeltaTableReader.open(result.out())
        .forEachRow(
            row -> {
              long time = (Long) Objects.requireNonNull(row.get("at"));
              Long available = (Long) row.get("user__available_at");
              assertThat(available == null || available < time).isTrue();
              Optional<MadeUpLog.Row> leaky =
                  log.lastByEventTime(List.of(row.get("user_id")), time);
              Object value = leaky.map(other -> other.values().get(0).orElseThrow()).orElse(0L);
              if (!value.equals(row.get("n"))) {
                // what a join by event time would have had instead was not there yet
                assertThat(leaky.orElseThrow().available()).isGreaterThanOrEqualTo(time);
                wrong.add(1);
              }
            });
    assertThat(wrong).hasSizeGreaterThan(20);
    ViewStatistics view = result.statistics().views().get(0);
    assertThat(view.leaks()).isGreaterThanOrEqualTo(wrong.size());
    assertThat(result.statistics().leaks()).isEqualTo(view.leaks());
  }

  @Test
  void aJoinThatSeesTheFutureIsRefused() throws Exception {
    StringBuilder text = new StringBuilder("user_id,at\n");
    for (MadeUpLog.Row row : log.rows()) {
      text.append("%s,%d\n".formatted(row.keys().get(0), row.available()));
    }
    PipelinePlan plan = TestingViews.plan();
    TrainingOptions strict =
        options(write("labels.csv", text.toString()), "user:n").labelsInMemory(1_000).build();
    TrainingOptions leaky =
        options(directory.resolve("labels.csv"), "user:n")
            .labelsInMemory(1_000)
            .inclusive(true)
            .build();
    List<ViewColumns> views = ViewSelector.select(plan, strict);
    LabelPlan labels = LabelPlanner.plan(strict, views, Map.of(), TableVersion.LATEST);
    ViewJoin join =
        LoggedJoin.of(TestingViews.PIPELINE, user, views.get(0), 0, environment(), leaky);
    SetOutput set =
        new SetOutput(
            directory.toString(),
            SetFormat.PARQUET,
            false,
            SetColumns.of(labels.set(), views, false),
            views,
            List.of(join.windows()),
            false,
            strict.inclusive(),
            strict.targetFileSize());
    Written written = TrainingJob.run("leaky", environment(), strict, labels, List.of(join), set);
    SetStatistics statistics =
        SetStatistics.of(written.tally(), views, List.of(Map.<String, Long>of()));
    assertThat(statistics.views().get(0).future()).isEqualTo(log.rows().size());
    assertThatExceptionOfType(TrainingFailedException.class)
        .isThrownBy(() -> TrainingSets.checkReadable(statistics))
        .withMessageContaining("from view 'user' into " + log.rows().size() + " of ")
        .withMessageContaining("please report it")
        .withMessageContaining("--mode recomputed");
    TrainingSets.checkReadable(make(strict).statistics());
  }

  @Test
  void oldRowsCountAsMissing() throws IOException {
    TrainingResult result =
        make(
            options(write("labels.csv", csv()), "user:n,revenue")
                .maxAge(100L)
                .withTimes(true)
                .build());
    ViewStatistics view = result.statistics().views().get(0);
    long[] old = {0};
    DeltaTableReader.open(result.out())
        .forEachRow(
            row -> {
              long time = (Long) Objects.requireNonNull(row.get("at"));
              Optional<MadeUpLog.Row> last =
                  log.lastReadable(List.of(row.get("user_id")), time, false);
              boolean tooOld =
                  last.filter(other -> time - other.featureTimestamp() > 100).isPresent();
              old[0] += tooOld ? 1 : 0;
              if (tooOld || last.isEmpty()) {
                assertThat(row.get("n")).isEqualTo(0L);
                assertThat(row.get("revenue")).hasToString("0.000");
                assertThat(row.get("user__available_at")).isNull();
              }
            });
    assertThat(view.tooOld()).isEqualTo(old[0]).isPositive();
    assertThat(view.ages().max()).isBetween(80L, 100L);
  }

  @Test
  void tablesAreReadAsTheyWere() throws IOException {
    Path labels = write("labels.csv", csv());
    TrainingResult before = make(options(labels, "user").build());
    new MadeUpLog(user, 12, 6).write(root(), 2);
    TrainingResult after = make(options(labels, "user").build());
    TrainingOptions asOf =
        options(labels, "user").versions(Map.of("user", new TableVersion.Number(1))).build();
    assertThat(make(asOf).digest()).isEqualTo(before.digest()).isNotEqualTo(after.digest());
    TrainingOptions future = options(labels, "user").version(new TableVersion.Number(99)).build();
    assertThatExceptionOfType(JobException.class)
        .isThrownBy(() -> make(future))
        .withMessageContaining("View 'user'")
        .withMessageContaining("99");
  }

  @Test
  void deletedRowsAreNoRows() throws IOException {
    Path labels = write("labels.csv", csv());
    Path table = Path.of(root(), TestingViews.PIPELINE, "user");
    int count = log.rows().size();
    for (int labelsInMemory : new int[] {1_000, 1}) {
      make(options(labels, "user:n").labelsInMemory(labelsInMemory).build());
    }
    DeletedRowsOfFile.delete(table, 1, 2, count - 1);
    for (int labelsInMemory : new int[] {1_000, 1}) {
      TrainingResult result =
          make(options(labels, "user:n").labelsInMemory(labelsInMemory).build());
      assertThat(result.statistics().views().get(0).ages().count()).isBetween(1L, 21L);
    }
  }

  @Test
  void aLabelWithoutKeyHasNoEntity() throws IOException {
    Path labels = write("labels.csv", "user_id,at\nu1,400\n,400\n\"\",400\n");
    TrainingResult result = make(options(labels, "user:n").build());
    ViewStatistics view = result.statistics().views().get(0);
    assertThat(view.withoutKey()).isEqualTo(1);
    assertThat(view.missing()).isEqualTo(1);
    assertThat(result.statistics().rows()).isEqualTo(3);
  }

  @Test
  void labelsWithoutKeyCountAmongThoseThatMemoryHolds() throws IOException {
    Path labels = write("labels.csv", "user_id,at\n,400\nu1,400\nu2,400\nu3,400\n");
    TrainingResult inMemory = make(options(labels, "user:n").build());
    TrainingResult beyond = make(options(labels, "user:n").labelsInMemory(1).build());
    assertThat(beyond.digest()).isEqualTo(inMemory.digest());
    assertThat(inMemory.statistics().views().get(0).ages().count()).isPositive();
  }

  @Test
  void aTableWithoutRowsIsATable() throws IOException {
    ViewPlan product = TestingViews.plan().view("product");
    new MadeUpLog(product, 0, 1).write(root(), 0);
    Path labels = write("labels.csv", "shop,number,at\nshop 1,1,400\n");
    TrainingResult result = make(options(labels, "product").build());
    assertThat(result.statistics().views().get(0).missing()).isEqualTo(1);
    assertThat(result.statistics().coverage()).containsEntry("n", 1.0).containsEntry("mean", 0.0);
  }

  @Test
  void keysAndTimesOfOtherTypesAreRead() throws IOException {
    ViewPlan product = TestingViews.plan().view("product");
    MadeUpLog products = new MadeUpLog(product, 6, 8);
    products.write(root(), 1);
    StringBuilder text = new StringBuilder("shop,number,at\n");
    List<PackedColumn> columns =
        List.of(
            new PackedColumn("shop", PackedType.STRING),
            new PackedColumn("number", PackedType.of(PackedType.Kind.DOUBLE)),
            new PackedColumn("at", PackedType.of(PackedType.Kind.TIMESTAMP_NTZ)));
    Path typed = directory.resolve("typed.parquet");
    try (PackedFile file = new PackedFile(typed, columns)) {
      for (int i = 0; i < 8; i++) {
        text.append("shop %d,%d,%d\n".formatted(i % 3, i, 300));
        file.write(label("shop " + i % 3, i, 300));
      }
    }
    Path labels = write("labels.csv", text.toString());
    assertThat(make(options(typed, "product:n").build()).statistics())
        .isEqualTo(make(options(labels, "product:n").build()).statistics());

    Path broken = directory.resolve("broken.parquet");
    try (PackedFile file = new PackedFile(broken, columns)) {
      file.write(label("shop 1", 1, 300));
      file.write(label("shop 1", 1.5, 300));
      file.write(label("shop 1", Double.NaN, 300));
    }
    assertThatExceptionOfType(JobException.class)
        .isThrownBy(() -> make(options(broken, "product:n").build()))
        .withMessageContaining("broken.parquet, row 2: column 'number': '1.5' is no whole number")
        .withMessageContaining("row 3: column 'number': 'NaN'")
        .withMessageContaining("2 faults");
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).noneMatch(path -> path.toString().contains("unfinished"));
    }
  }

  private static ByteReader label(String shop, double number, long millis) {
    ByteWriter row = new ByteWriter(32);
    ValuePacker.pack(ValueType.STRING, shop, row);
    ValuePacker.pack(ValueType.DOUBLE, number, row);
    ValuePacker.pack(ValueType.TIMESTAMP, millis, row);
    return new ByteReader(row.toByteArray(), 0);
  }

  @Test
  void faultsOfOptionsAreToldTogether() throws IOException {
    Path labels = write("labels.csv", "customer,at,n\nu1,400,1\n");
    assertThatExceptionOfType(JobException.class)
        .isThrownBy(() -> make(options(labels, "user:n,m,n").build()))
        .withMessageContaining("no feature 'm'; it has n, revenue, mean")
        .withMessageContaining("'n' of view 'user' is asked for twice");
    assertThatExceptionOfType(JobException.class)
        .isThrownBy(() -> make(options(labels, "user:n").keys(Map.of("id", "at")).build()))
        .withMessageContaining("no column 'user_id' for the join key 'user_id' of view 'user'")
        .withMessageContaining("--keys names 'id'");
    assertThatExceptionOfType(JobException.class)
        .isThrownBy(
            () -> make(options(labels, "user:n").keys(Map.of("user_id", "customer")).build()))
        .withMessageContaining("--prefix");
    assertThatExceptionOfType(JobException.class)
        .isThrownBy(() -> make(options(labels, "nobody").build()))
        .withMessageContaining("no view 'nobody'; it has user, product");
  }

  @Test
  void aSetReplacesNothing() throws IOException {
    TrainingOptions options = options(write("labels.csv", csv()), "user:n").build();
    Files.createDirectory(Path.of(options.out()));
    assertThatExceptionOfType(JobException.class)
        .isThrownBy(() -> make(options))
        .withMessageContaining("exists already");
  }

  @Test
  void aFeatureThatWasNotLoggedAsksForTheOtherMode() throws IOException {
    Path labels = write("labels.csv", csv());
    List<FeaturePlan> features = new ArrayList<>(user.features());
    features.add(new FeaturePlan(new Field("m", ValueType.BIGINT), 0, 0, null));
    features.set(1, new FeaturePlan(new Field("mean", ValueType.BIGINT), 0, 0, null));
    features.remove(2);
    ViewPlan newer =
        new ViewPlan(
            "user", "user", user.keys(), 0, null, List.of(), user.aggregations(), features);
    PipelinePlan plan = new PipelinePlan(TestingViews.PIPELINE, List.of(), List.of(newer));
    assertThatExceptionOfType(JobException.class)
        .isThrownBy(() -> make(plan, options(labels, "user").build()))
        .withMessageContaining("no column 'm' in version 1")
        .withMessageContaining("--mode recomputed")
        .withMessageContaining("'mean'")
        .withMessageContaining("but the definitions make it long");
    assertThatExceptionOfType(JobException.class)
        .isThrownBy(
            () ->
                make(
                    TrainingOptions.of(
                            labels.toString(),
                            "at",
                            List.of(FeatureRequest.parse("product:n")),
                            directory.resolve("never").toString())
                        .keys(Map.of("shop", "user_id", "number", "at"))
                        .build()))
        .withMessageContaining("There is no Delta table");
  }
}
