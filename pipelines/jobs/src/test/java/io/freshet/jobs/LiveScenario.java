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
import io.freshet.local.processes.LocalStack;
import io.freshet.local.processes.StackOptions;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import io.freshet.sinks.redis.client.OnlineReader;
import io.freshet.sinks.redis.client.OnlineRow;
import io.freshet.sinks.redis.client.OnlineStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A local stack, a topic of JSON events and a pipeline with one small view over it. */
final class LiveScenario implements AutoCloseable {
  static final String PIPELINE = "live";
  static final String VIEW = "activity";
  static final String TOPIC = "live.events";
  private static final long MINUTE = 60_000;

  private final LocalStack stack;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Environment environment;
  private @Nullable JobClient job;

  LiveScenario(Path directory) {
    stack = LocalStack.start(StackOptions.DEFAULT.withDirectory(directory.resolve("stack")));
    stack.broker().createTopic(TOPIC, 1);
    Properties properties = new Properties();
    properties.put("bootstrap.servers", stack.broker().bootstrapServers());
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    environment =
        new Environment(
            new Environment.Kafka(Map.of("bootstrap.servers", stack.broker().bootstrapServers())),
            new Environment.Registry(stack.registry().url(), Map.of()),
            new Environment.Online(stack.redis().uri(), Map.of()),
            new Environment.Offline(directory.resolve("delta").toUri().toString(), Map.of()),
            Map.of("execution.checkpointing.interval", "500 ms"));
  }

  /** One source, one user view: events of the last minute in steps of a second, and in all. */
  static PipelinePlan plan(long idleTimeout, @Nullable Long allowedLateness) {
    SourcePlan source =
        new SourcePlan(
            "events",
            new Connector.Kafka(TOPIC, new Connector.Start(Connector.Start.Kind.EARLIEST, null)),
            new Format.Json(),
            List.of(
                new Column("user_id", "STRING"),
                new Column("kind", "STRING"),
                new Column("amount", "STRING"),
                new Column("at", "BIGINT")),
            new EventTime("at", EventTime.Encoding.EPOCH_MS, null, "UTC"),
            0,
            allowedLateness,
            60 * MINUTE,
            idleTimeout,
            null);
    ViewSourcePlan viewSource =
        new ViewSourcePlan(
            "events",
            List.of("user_id"),
            List.of("kind = 'buy'"),
            List.of(new InputPlan(0, "CAST(amount AS DOUBLE)", ValueType.DOUBLE)),
            true);
    ViewPlan view =
        new ViewPlan(
            VIEW,
            "user",
            List.of(new Field("user_id", ValueType.STRING)),
            0,
            null,
            List.of(viewSource),
            List.of(
                new AggregationPlan(
                    0,
                    AggregateFunction.COUNT,
                    -1,
                    -1,
                    null,
                    ValueType.BIGINT,
                    List.of(new WindowPlan(MINUTE, 1000, 0), WindowPlan.LIFETIME)),
                new AggregationPlan(
                    0,
                    AggregateFunction.SUM,
                    0,
                    0,
                    ValueType.DOUBLE,
                    ValueType.DOUBLE,
                    List.of(WindowPlan.LIFETIME))),
            List.of(
                new FeaturePlan(new Field("events_1m", ValueType.BIGINT), 0, 0, null),
                new FeaturePlan(new Field("events", ValueType.BIGINT), 0, 1, null),
                new FeaturePlan(new Field("spent", ValueType.DOUBLE), 1, 0, null)));
    return new PipelinePlan(PIPELINE, List.of(source), List.of(view));
  }

  LocalStack stack() {
    return stack;
  }

  Environment environment() {
    return environment;
  }

  static byte[] event(@Nullable String user, String kind, String amount, long at) {
    String name = user == null ? "null" : "\"" + user + "\"";
    return ("{\"user_id\":"
            + name
            + ",\"kind\":\""
            + kind
            + "\",\"amount\":\""
            + amount
            + "\",\"at\":"
            + at
            + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  void send(byte @Nullable [] value) throws Exception {
    send(null, value);
  }

  void send(byte @Nullable [] key, byte @Nullable [] value) throws Exception {
    producer.send(new ProducerRecord<>(TOPIC, key, value)).get(10, TimeUnit.SECONDS);
  }

  JobClient start(PipelinePlan plan, JobOptions options) throws Exception {
    job = PipelineJob.of(plan, environment, options).start();
    return job;
  }

  void stop() throws Exception {
    JobClient running = job;
    if (running != null) {
      if (!status(running).isGloballyTerminalState()) {
        running.cancel().get(30, TimeUnit.SECONDS);
      }
      await("the job's end", () -> status(running).isGloballyTerminalState());
      job = null;
    }
  }

  static JobStatus status(JobClient job) {
    try {
      return job.getJobStatus().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      return JobStatus.FAILED;
    }
  }

  /** The online values of a user; empty without a row. */
  Map<String, @Nullable Object> online(String user) {
    return row(user).map(OnlineRow::values).orElseGet(HashMap::new);
  }

  Optional<OnlineRow> row(String user) {
    try (OnlineStore store = OnlineStore.at(stack.redis().uri())) {
      return new OnlineReader(store).get(PIPELINE, VIEW, user).join();
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited 90 s for " + what);
      }
      Thread.sleep(50);
    }
  }

  @Override
  public void close() throws Exception {
    stop();
    producer.close(Duration.ofSeconds(1));
    stack.close();
  }
}
