package io.freshet.bench.windows.subject;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bench.windows.events.EventLog;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.engine.EventCodec;
import io.freshet.engine.NaiveKey;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.RowCodec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every subject over a few thousand events. */
final class SubjectRunIT {
  private static final int EVENTS = 5_000;
  private static final int KEYS = 500;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "churn-zipf, none",
    "churn-uniform, control",
    "features-847, freshet",
    "hop-1h, freshet_each",
    "hop-7d, freshet",
    "hop-7d, flink_sql_hop"
  })
  void aRunIsMeasuredFromItsFirstToItsLastLap(String workload, String subject) throws Exception {
    Measurement measured = run(spec(workload, subject), result -> {}).run();
    assertThat(measured.laps()).hasSizeGreaterThan(10);
    assertThat(measured.laps()).isSortedAccordingTo((a, b) -> Long.compare(a.events(), b.events()));
    assertThat(measured.events()).isGreaterThan(workload.equals("hop-7d") ? 400 : EVENTS / 2);
    assertThat(measured.seconds()).isPositive();
    if (!subject.equals("freshet")) {
      // which holds rows back for longer than so short a run may take
      assertThat(measured.results()).isPositive();
    }
  }

  /** The stopwatch sees the whole stream, and the product's rows are those of the definition. */
  @Test
  void freshetPublishesWhatTheDefinitionSays() throws Exception {
    RunSpec spec = spec("churn-uniform", "freshet");
    Map<String, byte[]> rows = new HashMap<>();
    Measurement measured =
        run(
                spec,
                result -> {
                  FeatureRow row = (FeatureRow) result;
                  if (row.kind() == FeatureRow.Kind.ROW) {
                    rows.put(row.key(), row.packed());
                  } else if (row.kind() == FeatureRow.Kind.FORGET) {
                    rows.remove(row.key());
                  }
                })
            .runToEnd();
    assertThat(measured.laps().get(measured.laps().size() - 1).events()).isEqualTo(EVENTS);
    Prepared prepared = Prepared.of(spec.workload(), spec.stream(), directory.resolve("expected"));
    RowCodec codec = new RowCodec(prepared.view().layout(prepared.plan().name()));
    Map<String, NaiveKey> expected = naive(prepared);
    assertThat(rows).hasSameSizeAs(expected).hasSizeGreaterThan(KEYS / 2);
    expected.forEach(
        (key, naive) ->
            assertThat(codec.decode(Objects.requireNonNull(rows.get(key))))
                .as(key)
                .isEqualTo(naive.values()));
  }

  @Test
  void flinksTwoWindowsAnswerAlike() throws Exception {
    Measurement sliding = run(spec("hop-1h", "flink_sliding"), result -> {}).runToEnd();
    Measurement sql = run(spec("hop-1h", "flink_sql_hop"), result -> {}).runToEnd();
    assertThat(sliding.results()).isEqualTo(sql.results()).isGreaterThan(EVENTS);
  }

  /** 256 bytes of noise and a key take little more than that, if nothing is counted twice. */
  @Test
  void stateIsCountedOnceForEachKey() throws Exception {
    RunSpec spec = RunSpec.of(Workload.STATE, Subject.CONTROL).withEvents(20_000);
    Measurement measured = run(spec, result -> {}).runForState();
    assertThat(Objects.requireNonNull(measured.stateBytes()) / 500.0).isBetween(256.0, 320.0);
  }

  private static RunSpec spec(String workload, String subject) {
    return RunSpec.of(Workload.of(workload), Subject.of(subject)).withEvents(EVENTS).withKeys(KEYS);
  }

  private SubjectRun run(RunSpec spec, Consumer<Object> results) {
    Path folder = directory.resolve(spec.subject().label());
    return new SubjectRun(spec, folder, lap -> {}, results);
  }

  private static Map<String, NaiveKey> naive(Prepared prepared) {
    ViewPlan view = prepared.view();
    EventLog log = prepared.log();
    EventCodec codec = EventCodec.of(view.sources().get(0), 0);
    Map<String, NaiveKey> keys = new HashMap<>();
    for (int i = 0; i < log.size(); i++) {
      keys.computeIfAbsent(log.key(i), key -> new NaiveKey(view))
          .apply(codec.decode(log.time(i), log.payload(i)), Long.MIN_VALUE);
    }
    long end = log.mark(log.markCount() - 1);
    keys.values().forEach(naive -> naive.advance(end));
    keys.values().removeIf(naive -> naive.isForgotten(end));
    return keys;
  }
}
