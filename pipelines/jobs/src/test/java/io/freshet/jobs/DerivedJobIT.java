package io.freshet.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.DefinitionCompiler;
import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.jobs.metrics.MetricsSnapshot;
import io.freshet.jobs.metrics.PipelineMetrics;
import io.freshet.jobs.sql.FlinkExpressionTyper;
import io.freshet.jobs.verify.Verifier;
import io.freshet.jobs.verify.VerifyOptions;
import io.freshet.jobs.verify.VerifyReport;
import io.freshet.local.processes.RedisServer;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.read.LoggedRow;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.redis.client.OnlineReader;
import io.freshet.sinks.redis.client.OnlineRow;
import io.freshet.sinks.redis.client.OnlineStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Definitions with derived features, an age and a deduplicated source, from files to the stores.
 */
class DerivedJobIT {
  private static final String VIEW = "activity";
  private static final long NOW = 2_000_000_000_000L;
  private static final String DEFINITIONS =
      """
      kind: Source
      name: events
      connector: files
      path: "%s"
      format: csv
      columns: {user_id: string, number: string, amount: int, at: bigint}
      event_time: {column: at, format: epoch_ms}
      max_out_of_orderness: 1h
      %s
      ---
      kind: Entity
      name: user
      keys: {user_id: string}
      ---
      kind: FeatureView
      name: activity
      entity: user
      freshness: 0s
      sources:
        - source: events
          features:
            - {name: events, aggregate: count, windows: [10d, {size: 10d, offset: 10d, as: before}]}
            - {name: spent, aggregate: sum, value: amount, windows: [30d]}
            - {name: last_at, aggregate: max, value: "TO_TIMESTAMP_LTZ(`at`, 3)", windows: [lifetime]}
      derived:
        - {name: growth, expr: "events_10d * 100 / events_before", default: -1}
        - {name: change, expr: "events_10d - events_before"}
        - {name: twice, expr: "change * 2"}
        - {name: mean, expr: "CAST(spent_30d AS DOUBLE) / 30"}
        - {name: days_since_last, age_of: last_at, unit: days}
      """;

  @TempDir Path directory;

  /** What a pipeline has left. */
  private record Run(Map<String, OnlineRow> online, MetricsSnapshot metrics, VerifyReport report) {}

  @Test
  void duplicatesLeaveNoTraceAndRowsHoldWhatIsDerived() throws Exception {
    DuplicatedEvents events = new DuplicatedEvents();
    events.write(directory.resolve("data/repeated"), directory.resolve("data/once"));
    assertThat(events.duplicates()).isGreaterThan(500);
    try (RedisServer redis = RedisServer.start(directory.resolve("redis"))) {
      Environment environment =
          new Environment(
              null,
              null,
              new Environment.Online(redis.uri(), Map.of()),
              new Environment.Offline(directory.resolve("delta").toUri().toString(), Map.of()),
              Map.of("restart-strategy.type", "none"));
      String key = "CAST(CAST(number AS INT) AS STRING)";
      Run repeated =
          run(plan("repeated", "deduplicate: {key: \"" + key + "\", within: 6h}"), environment);
      Run once = run(plan("once", ""), environment);

      assertThat(repeated.report().differences()).isEmpty();
      assertThat(once.report().differences()).isEmpty();
      assertThat(repeated.metrics().total("duplicates")).isEqualTo(events.duplicates());
      assertThat(repeated.metrics().deadLetters())
          .isEqualTo(Map.of("expression_failed", (long) events.failing()));
      assertThat(repeated.metrics().total("derived_failures")).isPositive();

      assertThat(repeated.online()).hasSize(20).hasSameSizeAs(once.online());
      repeated
          .online()
          .forEach(
              (user, row) -> {
                assertThat(row.values()).as(user).isEqualTo(once(once, user).values());
                assertThat(row.sequence()).isEqualTo(once(once, user).sequence());
                assertDerived(row);
              });
      assertLogged(environment, repeated);
    }
  }

  private static OnlineRow once(Run once, String user) {
    return Objects.requireNonNull(once.online().get(user));
  }

  /** The derived values follow from the row's own. */
  private static void assertDerived(OnlineRow row) {
    Map<String, @Nullable Object> values = row.values();
    long now = number(values, "events_10d");
    long before = number(values, "events_before");
    assertThat(values).containsEntry("change", now - before);
    assertThat(values).containsEntry("twice", 2 * (now - before));
    assertThat(values).containsEntry("growth", before == 0 ? -1 : now * 100 / before);
    assertThat(values)
        .containsEntry(
            "mean", values.get("spent_30d") == null ? null : number(values, "spent_30d") / 30.0);
    assertThat(row.ages())
        .isEqualTo(Map.of("days_since_last", (NOW - number(values, "last_at")) / 86_400_000));
    assertThat(values).doesNotContainKey("days_since_last");
    assertThat(row.layout().defaults()).containsEntry("growth", "-1").containsEntry("change", "0");
    assertThat(row.layout().completeFrom()).containsKey("twice");
  }

  private static long number(Map<String, @Nullable Object> values, String name) {
    return (Long) Objects.requireNonNull(values.get(name));
  }

  private static void assertLogged(Environment environment, Run run) {
    Environment.Offline offline = Objects.requireNonNull(environment.offline());
    OnlineRow any = run.online().values().iterator().next();
    Map<String, LoggedRow> logged =
        DeltaTableReader.open(DeltaSinkOptions.of(offline.root()), "repeated", VIEW)
            .lastRowPerKey(any.layout().layout());
    assertThat(logged).hasSameSizeAs(run.online());
    logged.forEach(
        (user, row) ->
            assertThat(row.values())
                .containsExactly(
                    Objects.requireNonNull(run.online().get(user)).values().values().toArray()));
  }

  private PipelinePlan plan(String name, String deduplicate) throws IOException {
    Path folder = Files.createDirectories(directory.resolve(name));
    Path data = directory.resolve("data").resolve(name);
    Files.writeString(folder.resolve("defs.yaml"), DEFINITIONS.formatted(data, deduplicate));
    return new DefinitionCompiler(
            new FlinkExpressionTyper(),
            subject -> {
              throw new IOException("no registry in this test");
            },
            Map.of())
        .compile(folder)
        .orThrow();
  }

  private static Run run(PipelinePlan plan, Environment environment) throws Exception {
    try (PipelineMetrics metrics = PipelineMetrics.open()) {
      JobOptions options =
          JobOptions.defaults().withParallelism(2).withFlink(metrics.flinkOptions(Map.of()));
      PipelineJob.of(plan, environment, options).start().getJobExecutionResult().get();
      VerifyReport report =
          Verifier.verify(plan, environment, VerifyOptions.ended(false), line -> {});
      return new Run(online(plan, environment, report), metrics.snapshot(), report);
    }
  }

  private static Map<String, OnlineRow> online(
      PipelinePlan plan, Environment environment, VerifyReport report) {
    Map<String, OnlineRow> rows = new TreeMap<>();
    List<String> users = new ArrayList<>();
    for (int i = 0; i < report.entitiesByView().getOrDefault(VIEW, 0L); i++) {
      users.add("u" + i);
    }
    try (OnlineStore store = OnlineStore.at(Objects.requireNonNull(environment.online()).uri())) {
      InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(NOW));
      OnlineReader reader = new OnlineReader(store, clock);
      users.forEach(
          user -> reader.get(plan.name(), VIEW, user).join().ifPresent(row -> rows.put(user, row)));
    }
    return rows;
  }
}
