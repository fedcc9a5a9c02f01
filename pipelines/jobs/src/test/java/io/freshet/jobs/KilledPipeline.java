package io.freshet.jobs;

import io.freshet.defs.env.Environment;
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
import io.freshet.local.processes.ChildProcess;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A pipeline that runs in a JVM of its own, so that it can be killed. */
final class KilledPipeline {
  static final String NAME = "killed";
  static final String TOPIC = "killed.events";

  /** How far the expiry clock stays behind, milliseconds. */
  static final long DISORDER = 1_000;

  /** All windows move by it, milliseconds. */
  static final long HOP = 1_000;

  /** The view: its layout, its plan. */
  static final ViewPlan VIEW = view();

  private static final long YEAR = 365L * 24 * 3_600_000;

  private KilledPipeline() {}

  /** Runs the pipeline until it is killed. The argument is an environment file. */
  public static void main(String[] arguments) throws Exception {
    PipelineJob.of(plan(), Environment.load(Path.of(arguments[0]), Map.of()), JobOptions.defaults())
        .start()
        .getJobExecutionResult()
        .get();
  }

  /** Starts {@link #main} in a JVM that ends with this one. */
  static ChildProcess start(Path directory, Path environment) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-XX:-UsePerfData");
    command.add("-Djava.io.tmpdir=" + directory);
    for (String opened : List.of("java.util", "java.lang", "java.nio", "java.time")) {
      command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    command.add("-cp");
    command.add(Objects.requireNonNull(System.getProperty("java.class.path")));
    command.add(KilledPipeline.class.getName());
    command.add(environment.toString());
    return ChildProcess.start("job", command, directory);
  }

  private static PipelinePlan plan() {
    SourcePlan source =
        new SourcePlan(
            "events",
            new Connector.Kafka(TOPIC, new Connector.Start(Connector.Start.Kind.EARLIEST, null)),
            new Format.Json(),
            List.of(
                new Column("user_id", "STRING"),
                new Column("id", "BIGINT"),
                new Column("kind", "STRING"),
                new Column("amount", "DOUBLE"),
                new Column("happened_at", "BIGINT")),
            new EventTime("happened_at", EventTime.Encoding.EPOCH_MS, null, "UTC"),
            DISORDER,
            null,
            YEAR,
            YEAR, // the wall clock has no say: what is published follows from the events alone
            null);
    return new PipelinePlan(NAME, List.of(source), List.of(VIEW));
  }

  private static ViewPlan view() {
    ViewSourcePlan source =
        new ViewSourcePlan(
            "events",
            List.of("user_id"),
            List.of("kind = 'buy'"),
            List.of(
                new InputPlan(0, "amount", ValueType.DOUBLE),
                new InputPlan(-1, "id", ValueType.BIGINT)),
            true);
    WindowPlan minute = new WindowPlan(60_000, HOP, 0);
    WindowPlan seconds = new WindowPlan(5_000, HOP, 0);
    AggregationPlan count =
        new AggregationPlan(
            0,
            AggregateFunction.COUNT,
            -1,
            -1,
            null,
            ValueType.BIGINT,
            List.of(minute, seconds, WindowPlan.LIFETIME));
    AggregationPlan spent =
        new AggregationPlan(
            0,
            AggregateFunction.SUM,
            0,
            0,
            ValueType.DOUBLE,
            ValueType.DOUBLE,
            List.of(minute, WindowPlan.LIFETIME));
    AggregationPlan newest =
        new AggregationPlan(
            0,
            AggregateFunction.MAX,
            -1,
            1,
            ValueType.BIGINT,
            ValueType.BIGINT,
            List.of(minute, WindowPlan.LIFETIME));
    return new ViewPlan(
        "activity",
        "user",
        List.of(new Field("user_id", ValueType.STRING)),
        0,
        null,
        List.of(source),
        List.of(count, spent, newest),
        List.of(
            new FeaturePlan(new Field("events_1m", ValueType.BIGINT), 0, 0, null),
            new FeaturePlan(new Field("events_5s", ValueType.BIGINT), 0, 1, null),
            new FeaturePlan(new Field("events", ValueType.BIGINT), 0, 2, null),
            new FeaturePlan(new Field("spent_1m", ValueType.DOUBLE), 1, 0, null),
            new FeaturePlan(new Field("spent", ValueType.DOUBLE), 1, 1, null),
            new FeaturePlan(new Field("newest_1m", ValueType.BIGINT), 2, 0, null),
            new FeaturePlan(new Field("newest", ValueType.BIGINT), 2, 1, null)));
  }
}
