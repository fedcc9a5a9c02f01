package io.freshet.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.defs.DefinitionCompiler;
import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.jobs.JobException;
import io.freshet.jobs.JobOptions;
import io.freshet.jobs.PipelineJob;
import io.freshet.jobs.sql.FlinkExpressionTyper;
import io.freshet.jobs.training.manifest.DefinitionFiles;
import io.freshet.jobs.training.manifest.Manifest;
import io.freshet.jobs.training.manifest.ManifestJson;
import io.freshet.sinks.delta.scan.TableVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets recomputed from the file that a pipeline has read and logged. */
@SuppressWarnings("NullAway.Init") // fields are set before all tests
class RecomputedSetIT {
  private static final int EVENTS = 1_500;
  private static final int LABELS = 800;
  private static final int USERS = 25;
  private static final long START = 1_700_000_000_000L;
  private static final AtomicInteger SETS = new AtomicInteger();

  private static final String DEFINITIONS =
      """
      kind: Pipeline
      name: clicks
      ---
      kind: Source
      name: clicks
      connector: files
      path: clicks.csv
      format: csv
      columns: {user_id: string, page: bigint, seconds: double, at: bigint}
      event_time: {column: at, format: epoch_ms}
      ---
      kind: Entity
      name: user
      keys: {user_id: string}
      ---
      kind: Entity
      name: page
      keys: {page: bigint}
      ---
      kind: FeatureView
      name: user
      entity: user
      freshness: 0s
      sources:
        - source: clicks
          features:
            - {name: clicks, aggregate: count, windows: [10m, 1h, {size: 1h, offset: 1h, as: before}]}
            - {name: pages, aggregate: count_distinct, value: page, windows: [1h, 1d]}
            - {name: last_at, aggregate: max, value: "TO_TIMESTAMP_LTZ(`at`, 3)", windows: [lifetime]}
      derived:
        - {name: change, expr: "clicks_1h - clicks_before"}
        - {name: idle, age_of: last_at, unit: minutes}
      ---
      kind: FeatureView
      name: page
      entity: page
      freshness: 0s
      sources:
        - source: clicks
          features:
            - {name: visits, aggregate: count, windows: [1h, 1d]}
            - {name: seconds, aggregate: max, value: seconds, default: 0, windows: [2h]}
      """;

  @TempDir static Path directory;

  private static Environment environment;
  private static List<Long> times;
  private static Path labels;

  @BeforeAll
  static void logWhatWasClicked() throws Exception {
    environment =
        new Environment(
            null,
            null,
            null,
            new Environment.Offline(directory.resolve("delta").toUri().toString(), Map.of()),
            Map.of("restart-strategy.type", "none"));
    times = writeClicks();
    labels = writeLabels();
    PipelineJob.of(plan(DEFINITIONS), environment, JobOptions.defaults())
        .start()
        .getJobExecutionResult()
        .get();
  }

  @Test
  void withoutLateEventsLoggedAndRecomputedSetsAreTheSame() throws Exception {
    PipelinePlan plan = plan(DEFINITIONS);

    TrainingResult logged = make(plan, TrainingMode.LOGGED, "user", "page");
    TrainingResult recomputed = make(plan, TrainingMode.RECOMPUTED, "user", "page");

    List<String> rows = Files.readAllLines(Path.of(recomputed.out())).stream().sorted().toList();
    assertThat(rows)
        .hasSize(LABELS + 1)
        .isEqualTo(Files.readAllLines(Path.of(logged.out())).stream().sorted().toList());
    assertThat(recomputed.digest()).isEqualTo(logged.digest());
    assertThat(recomputed.statistics().rows()).isEqualTo(LABELS);
    for (int view = 0; view < 2; view++) {
      var counts = recomputed.statistics().views().get(view);
      assertThat(counts.missing()).isEqualTo(logged.statistics().views().get(view).missing());
      assertThat(counts.withoutKey()).isPositive();
      assertThat(counts.leaks()).isZero();
    }

    assertThat(makeAgain(plan, recomputed).digest()).isEqualTo(recomputed.digest());
  }

  @Test
  void otherFilesAreNotWhatTheManifestSays() throws Exception {
    Path other = Files.copy(directory.resolve("clicks.csv"), directory.resolve("other.csv"));
    PipelinePlan plan = plan(DEFINITIONS.replace("clicks.csv", other.toString()));
    TrainingResult made = make(plan, TrainingMode.RECOMPUTED, "page");
    Files.writeString(other, "u1,1,1.5,1\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> makeAgain(plan, made))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("View 'page', sources, clicks: bytes is");
  }

  @Test
  void versionOfFilesIsRefused() throws Exception {
    TrainingOptions options =
        TrainingOptions.of(
                labels.toString(), "label_at", List.of(FeatureRequest.parse("user")), out())
            .mode(TrainingMode.RECOMPUTED)
            .version(new TableVersion.Number(1))
            .build();
    TrainingRequest request =
        TrainingRequest.of(plan(DEFINITIONS), new DefinitionFiles(Map.of()), environment, options);
    assertThatThrownBy(() -> TrainingSets.make(request, line -> {}))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("none of these is archived");
  }

  @Test
  void featureThatWasNotLoggedIsRecomputed() throws Exception {
    PipelinePlan plan =
        plan(
            DEFINITIONS.replace(
                "    - {name: visits,",
                "    - {name: visitors, aggregate: count_distinct, value: user_id, windows: [1d]}\n"
                    + "      - {name: visits,"));

    assertThatThrownBy(() -> make(plan, TrainingMode.LOGGED, "page:visitors_1d"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("--mode recomputed");
    TrainingResult recomputed = make(plan, TrainingMode.RECOMPUTED, "page:visitors_1d,visits_1d");

    long visited = 0;
    for (String row : Files.readAllLines(Path.of(recomputed.out())).subList(1, LABELS + 1)) {
      String[] fields = row.split(",", -1);
      long visitors = Long.parseLong(fields[fields.length - 2]);
      long visits = Long.parseLong(fields[fields.length - 1]);
      assertThat(visitors).isBetween(visits == 0 ? 0L : 1L, Math.min(visits, USERS));
      visited += visitors;
    }
    assertThat(visited).isPositive();
  }

  /** A place where nothing is yet. */
  private static String out() {
    return directory.resolve("set-" + SETS.incrementAndGet() + ".csv").toString();
  }

  private static PipelinePlan plan(String definitions) throws IOException {
    Path folder = Files.createDirectories(directory.resolve("definitions"));
    Files.writeString(
        folder.resolve("clicks.yaml"),
        definitions.replace("clicks.csv", directory.resolve("clicks.csv").toString()));
    return new DefinitionCompiler(new FlinkExpressionTyper(), subject -> "", Map.of())
        .compile(folder)
        .orThrow();
  }

  private static TrainingResult make(PipelinePlan plan, TrainingMode mode, String... features) {
    TrainingOptions options =
        TrainingOptions.of(
                labels.toString(),
                "label_at",
                Stream.of(features).map(FeatureRequest::parse).toList(),
                out())
            .mode(mode)
            .parallelism(2)
            .build();
    return TrainingSets.make(
        TrainingRequest.of(plan, new DefinitionFiles(Map.of()), environment, options), line -> {});
  }

  private static TrainingResult makeAgain(PipelinePlan plan, TrainingResult made) {
    Manifest manifest = ManifestJson.read(Path.of(made.manifest()));
    TrainingOptions again = TrainingSets.again(manifest, labels.toString(), out(), 1);
    TrainingRequest request =
        new TrainingRequest(
            plan, new DefinitionFiles(Map.of()), environment, again, Optional.of(manifest));
    return TrainingSets.make(request, line -> {});
  }

  /** In the order of time, several at once; ends of hours are where windows begin. */
  private static List<Long> writeClicks() throws IOException {
    Random random = new Random(1);
    List<Long> all = new ArrayList<>();
    List<String> lines = new ArrayList<>(List.of("user_id,page,seconds,at"));
    long time = START;
    for (int i = 0; i < EVENTS; i++) {
      time += random.nextInt(3) * 60_000L + random.nextInt(2) * random.nextInt(200_000);
      all.add(time);
      lines.add("u%d,%d,%d.5,%d".formatted(random.nextInt(USERS), random.nextInt(9), i % 77, time));
    }
    Files.write(directory.resolve("clicks.csv"), lines);
    return all;
  }

  /**
   * Just after an event of anybody, for then the log's clock stands at the label too: what expires
   * between events is logged when the next one comes.
   */
  private static Path writeLabels() throws IOException {
    Random random = new Random(2);
    List<String> lines = new ArrayList<>(List.of("label,user_id,page,label_at"));
    for (int i = 0; i < LABELS; i++) {
      String user = i % 50 == 0 ? "" : "u" + random.nextInt(USERS + 3);
      String page = i % 70 == 0 ? "" : String.valueOf(random.nextInt(11));
      long at = times.get(random.nextInt(EVENTS)) + 1;
      lines.add("%d,%s,%s,%d".formatted(i, user, page, at));
    }
    return Files.write(directory.resolve("labels.csv"), lines);
  }
}
