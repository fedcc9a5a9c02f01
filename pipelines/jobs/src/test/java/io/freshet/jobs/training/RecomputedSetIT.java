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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets recomputed from the file that a pipeline has read and logged. */
class RecomputedSetIT {
  private static final int EVENTS = 1_500;
  private static final int LABELS = 800;
  private static final int USERS = 25;
  private static final long START = 1_700_000_000_000L;

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

  @TempDir Path directory;
  private Environment environment;
  private List<Long> times;

  @BeforeEach
  void logWhatWasClicked() throws Exception {
    environment =
        new Environment(
            null,
            null,
            null,
            new Environment.Offline(directory.resolve("delta").toUri().toString(), Map.of()),
            Map.of("restart-strategy.type", "none"));
    times = writeClicks();
    PipelineJob.of(plan(DEFINITIONS), environment, JobOptions.defaults())
        .start()
        .getJobExecutionResult()
        .get();
  }

  @Test
  void withoutLateEventsLoggedAndRecomputedSetsAreTheSame() throws Exception {
    Path labels = writeLabels();
    PipelinePlan plan = plan(DEFINITIONS);

    TrainingResult logged = make(plan, labels, TrainingMode.LOGGED, "user", "page");
    TrainingResult recomputed = make(plan, labels, TrainingMode.RECOMPUTED, "user", "page");

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

    Manifest manifest = ManifestJson.read(Path.of(recomputed.manifest()));
    TrainingOptions again =
        TrainingSets.again(
            manifest, labels.toString(), directory.resolve("again.csv").toString(), 1);
    TrainingRequest request =
        new TrainingRequest(
            plan, new DefinitionFiles(Map.of()), environment, again, Optional.of(manifest));
    assertThat(TrainingSets.make(request, line -> {}).digest()).isEqualTo(recomputed.digest());
  }

  @Test
  void otherFilesAreNotWhatTheManifestSays() throws Exception {
    Path labels = writeLabels();
    PipelinePlan plan = plan(DEFINITIONS);
    TrainingResult made = make(plan, labels, TrainingMode.RECOMPUTED, "page");
    Files.writeString(directory.resolve("clicks.csv"), "u1,1,1.5,1\n", StandardOpenOption.APPEND);

    Manifest manifest = ManifestJson.read(Path.of(made.manifest()));
    TrainingOptions again =
        TrainingSets.again(
            manifest, labels.toString(), directory.resolve("again.csv").toString(), 1);
    TrainingRequest request =
        new TrainingRequest(
            plan, new DefinitionFiles(Map.of()), environment, again, Optional.of(manifest));
    assertThatThrownBy(() -> TrainingSets.make(request, line -> {}))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("View 'page', sources, clicks: bytes is");
  }

  @Test
  void featureThatWasNotLoggedIsRecomputed() throws Exception {
    Path labels = writeLabels();
    PipelinePlan plan =
        plan(
            DEFINITIONS.replace(
                "    - {name: visits,",
                "    - {name: visitors, aggregate: count_distinct, value: user_id, windows: [1d]}\n"
                    + "      - {name: visits,"));

    assertThatThrownBy(() -> make(plan, labels, TrainingMode.LOGGED, "page:visitors_1d"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("--mode recomputed");
    TrainingResult recomputed =
        make(plan, labels, TrainingMode.RECOMPUTED, "page:visitors_1d,visits_1d");

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

  private PipelinePlan plan(String definitions) throws IOException {
    Path folder = Files.createDirectories(directory.resolve("definitions"));
    Files.writeString(
        folder.resolve("clicks.yaml"),
        definitions.replace("clicks.csv", directory.resolve("clicks.csv").toString()));
    return new DefinitionCompiler(new FlinkExpressionTyper(), subject -> "", Map.of())
        .compile(folder)
        .orThrow();
  }

  private TrainingResult make(
      PipelinePlan plan, Path labels, TrainingMode mode, String... features) {
    TrainingOptions options =
        TrainingOptions.of(
                labels.toString(),
                "label_at",
                Stream.of(features).map(FeatureRequest::parse).toList(),
                directory.resolve(mode.label() + ".csv").toString())
            .mode(mode)
            .parallelism(2)
            .build();
    return TrainingSets.make(
        TrainingRequest.of(plan, new DefinitionFiles(Map.of()), environment, options), line -> {});
  }

  /** In the order of time, several at once; ends of hours are where windows begin. */
  private List<Long> writeClicks() throws IOException {
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
  private Path writeLabels() throws IOException {
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
