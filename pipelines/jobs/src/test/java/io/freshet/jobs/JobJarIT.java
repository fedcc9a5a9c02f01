package io.freshet.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.local.processes.ChildProcess;
import io.freshet.local.processes.FlinkCluster;
import io.freshet.local.processes.LocalStack;
import io.freshet.local.processes.S3Server;
import io.freshet.local.processes.StackOptions;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.kafka.RegistryClient;
import io.freshet.sinks.redis.client.OnlineReader;
import io.freshet.sinks.redis.client.OnlineStore;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job jar on a cluster that has nothing but Flink. */
class JobJarIT {
  private static final String PIPELINE = "packed";
  private static final String VIEW = "activity";
  private static final String ROOT = "s3://features/offline";
  private static final String TOPIC = "packed.events";
  private static final List<String> USERS = List.of("ann", "bob", "eve");
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private static final String DEFINITIONS =
      """
      kind: Pipeline
      name: packed
      ---
      kind: Source
      name: events
      connector: kafka
      topic: packed.events
      format: json
      columns: {user_id: string, number: int, kind: string, amount: double, happened_at: bigint}
      event_time: {column: happened_at, format: epoch_ms}
      max_out_of_orderness: 5s
      deduplicate: {key: "user_id || '/' || CAST(number AS STRING)", within: 1h}
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
            - {name: events, aggregate: count, windows: [30d, lifetime]}
            - {name: spent, aggregate: sum, value: amount, where: "kind = 'buy'", windows: [30d], default: 0}
            - {name: kinds, aggregate: last_distinct_n, n: 2, value: kind, windows: [30d]}
      derived:
        - {name: older, expr: "events - events_30d"}
        - {name: bought, expr: "ARRAY_CONTAINS(kinds_30d, 'buy')"}
      """;

  @TempDir Path directory;

  @Test
  void runsOnAClusterOfFlinkAloneAndSurvivesItsTaskManager() throws Exception {
    Path jar = jar();
    List<Path> flink = FlinkJars.find();
    assertThat(flink)
        .noneMatch(
            library ->
                Stream.of("freshet", "kafka-clients", "lettuce", "delta", "hadoop-client")
                    .anyMatch(library.getFileName().toString()::contains));
    StackOptions options = StackOptions.DEFAULT.withDirectory(directory.resolve("stack"));
    try (LocalStack stack = LocalStack.start(options);
        S3Server s3 = S3Server.start(directory.resolve("s3"));
        FlinkCluster cluster =
            FlinkCluster.start(
                directory.resolve("flink"), new FlinkCluster.Options(flink, Map.of()));
        KafkaProducer<byte[], byte[]> producer = producer(stack);
        OnlineStore store = OnlineStore.at(stack.redis().uri())) {
      stack.broker().createTopic(TOPIC, 2);
      OnlineReader reader = new OnlineReader(store);
      s3.bucket("features");
      DeltaTableReader table = table(s3);
      submit(jar, flink, cluster, stack, s3);

      send(producer, 0, 40);
      await("rows in Redis", cluster, () -> isEverywhere(reader, 40));
      await("rows in Delta", cluster, () -> table.rowCount() == 40L * USERS.size());

      cluster.killTaskManager();
      send(producer, 30, 60); // ten of them once more
      cluster.startTaskManager();
      send(producer, 60, 80);
      await("all rows in Redis", cluster, () -> isEverywhere(reader, 80));
      await("all rows in Delta", cluster, () -> table.rowCount() == 80L * USERS.size());

      for (String user : USERS) {
        assertThat(reader.get(PIPELINE, VIEW, user).join().orElseThrow().values())
            .containsEntry("events_30d", 80L)
            .containsEntry("spent_30d", 40 * 0.5)
            .containsEntry("older", 0L)
            .containsEntry("bought", true);
      }
      assertThat(features(stack))
          .isEqualTo(USERS.stream().collect(Collectors.toMap(u -> u, u -> 80L)));
    }
  }

  private static Path jar() throws IOException {
    Path target = Path.of("target").toAbsolutePath();
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-job.jar"))
          .findAny()
          .orElseThrow(
              () ->
                  new AssertionError(
                      "There is no job jar in "
                          + target
                          + ": it is built in Maven's package phase unless -Dquick or"
                          + " -Dshade.skip leaves it out; run mvn verify without them"));
    }
  }

  /** As {@code bin/flink run} does. */
  private void submit(
      Path jar, List<Path> flink, FlinkCluster cluster, LocalStack stack, S3Server s3)
      throws IOException {
    Path definitions = Files.createDirectories(directory.resolve("definitions"));
    Files.writeString(definitions.resolve("packed.yaml"), DEFINITIONS);
    Path environment =
        Files.writeString(
            directory.resolve("environment.yaml"),
            """
            kafka: {bootstrap.servers: "%s"}
            registry: {url: "%s"}
            online: {uri: "%s"}
            offline:
              root: "%s"
              s3.endpoint: "%s"
              s3.access-key: "%s"
              s3.secret-key: "%s"
            flink:
              execution.checkpointing.dir: "%s"
              execution.checkpointing.interval: 1 s
              restart-strategy.type: fixed-delay
              restart-strategy.fixed-delay.attempts: "1000"
              restart-strategy.fixed-delay.delay: 1 s
            """
                .formatted(
                    stack.broker().bootstrapServers(),
                    stack.registry().url(),
                    stack.redis().uri(),
                    ROOT,
                    s3.endpoint(),
                    s3.accessKey(),
                    s3.secretKey(),
                    directory.resolve("checkpoints").toUri()));
    Path client = Files.createDirectories(directory.resolve("client"));
    Path conf = Files.createDirectories(client.resolve("conf"));
    Files.writeString(conf.resolve("config.yaml"), "parallelism: {default: 2}\n");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("env", "FLINK_CONF_DIR=" + conf));
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.add("-Djava.io.tmpdir=" + client);
    command.add("--add-opens=java.base/java.util=ALL-UNNAMED");
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("-cp");
    command.add(flink.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(CliFrontend.class.getName());
    command.addAll(List.of("run", "-d", "-m", "127.0.0.1:" + cluster.restPort()));
    command.addAll(List.of("-c", JobMain.class.getName(), jar.toString()));
    command.addAll(List.of("--definitions", definitions.toString()));
    command.addAll(List.of("--environment", environment.toString()));
    try (ChildProcess run = ChildProcess.start("flink-run", command, client)) {
      assertThat(run.awaitEnd(PATIENCE)).as("submitted: %s", run.lastLines(60)).isTrue();
      assertThat(run.exitCode()).as(String.join("\n", run.lastLines(80))).hasValue(0);
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(LocalStack stack) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", stack.broker().bootstrapServers());
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** For each user the events of these numbers; every other one buys. */
  private static void send(KafkaProducer<byte[], byte[]> producer, int from, int to)
      throws Exception {
    for (int i = from; i < to; i++) {
      for (String user : USERS) {
        String event =
            "{\"user_id\":\"%s\",\"number\":%d,\"kind\":\"%s\",\"amount\":0.5,\"happened_at\":%d}"
                .formatted(user, i, i % 2 == 0 ? "buy" : "view", System.currentTimeMillis());
        producer
            .send(
                new ProducerRecord<>(
                    TOPIC,
                    user.getBytes(StandardCharsets.UTF_8),
                    event.getBytes(StandardCharsets.UTF_8)))
            .get(10, TimeUnit.SECONDS);
      }
    }
  }

  private static boolean isEverywhere(OnlineReader reader, long events) {
    return USERS.stream()
        .allMatch(
            user ->
                reader
                    .get(PIPELINE, VIEW, user)
                    .join()
                    .filter(row -> row.sequence() == events)
                    .isPresent());
  }

  /** The largest count of events by user in the topic of features. */
  private static Map<String, Long> features(LocalStack stack) throws Exception {
    String topic = PIPELINE + ".features." + VIEW;
    Schema schema =
        new Schema.Parser()
            .parse(
                new RegistryClient(stack.registry().url(), Map.of())
                    .latestSchema(topic + "-value"));
    Properties properties = new Properties();
    properties.put("bootstrap.servers", stack.broker().bootstrapServers());
    properties.put("group.id", "test");
    properties.put("auto.offset.reset", "earliest");
    Map<String, Long> counts = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (System.nanoTime() < deadline
          && (counts.size() < USERS.size() || !counts.values().stream().allMatch(n -> n == 80))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          byte[] value = record.value();
          GenericRecord row =
              new GenericDatumReader<GenericRecord>(schema)
                  .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
          counts.merge(row.get("user_id").toString(), (Long) row.get("events"), Math::max);
        }
      }
    }
    return counts;
  }

  private static DeltaTableReader table(S3Server s3) {
    Map<String, String> store =
        Map.of(
            "s3.endpoint", s3.endpoint(),
            "s3.access-key", s3.accessKey(),
            "s3.secret-key", s3.secretKey());
    return DeltaTableReader.open(DeltaSinkOptions.of(ROOT).withHadoop(store), PIPELINE, VIEW);
  }

  private static void await(String what, FlinkCluster cluster, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "no sign of "
                + what
                + "; the TaskManager: "
                + String.join("\n", cluster.taskManager().lastLines(60))
                + "\nthe JobManager: "
                + String.join("\n", cluster.jobManager().lastLines(60)));
      }
      Thread.sleep(100);
    }
  }
}
