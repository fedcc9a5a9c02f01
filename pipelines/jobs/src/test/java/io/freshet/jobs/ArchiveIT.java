package io.freshet.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.History;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.jobs.source.ArchiveRecords;
import io.freshet.jobs.source.RawRecord;
import io.freshet.jobs.training.FeatureRequest;
import io.freshet.jobs.training.TrainingMode;
import io.freshet.jobs.training.TrainingOptions;
import io.freshet.jobs.training.TrainingRequest;
import io.freshet.jobs.training.TrainingSets;
import io.freshet.jobs.training.manifest.DefinitionFiles;
import io.freshet.schemas.ArchivedRecord;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.scan.TableSnapshot;
import io.freshet.sinks.delta.scan.TableVersion;
import io.freshet.sinks.delta.schema.ArchiveFormat;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.TablePaths;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveIT {
  private static final long NEVER_IDLE = 365L * 24 * 3_600_000;
  private static final int RECORDS = 40;

  @TempDir Path directory;

  @Test
  void archiveIsTheTopicThroughFailures() throws Exception {
    try (LiveScenario live = new LiveScenario(directory)) {
      PipelinePlan plan = archived(LiveScenario.plan(NEVER_IDLE, null));
      DeltaTableReader table = table(live);
      send(live, 0);
      live.start(plan, JobOptions.defaults());
      LiveScenario.await("records in the archive", () -> table.rowCount() > 0);
      // cancelled somewhere between two checkpoints, as a failure is
      send(live, 1);
      live.stop();
      send(live, 2);
      live.start(plan, JobOptions.defaults());
      LiveScenario.await("all records in the archive", () -> table.rowCount() >= 3 * RECORDS);
      live.stop();

      List<String> topic = topic(live);
      assertThat(topic).hasSize(3 * RECORDS);
      assertThat(archive(table)).isEqualTo(topic);

      // a new start reads all of the topic again, and writes it again
      live.start(plan, JobOptions.defaults().withFresh(true).withBounded(true))
          .getJobExecutionResult()
          .get();
      assertThat(table.rowCount()).isEqualTo(6 * RECORDS);
      assertThat(readBack(table)).isEqualTo(topic);

      List<String> fromArchive = recompute(live, plan, "archive");
      assertThat(fromArchive).hasSize(8).contains("u0,15,15.0", "u2,18,18.0", "u9,0,");
      assertThat(recompute(live, LiveScenario.plan(NEVER_IDLE, null), "topic"))
          .isEqualTo(fromArchive);
    }
  }

  /** The values of users now: name, number of events, amount. */
  private List<String> recompute(LiveScenario live, PipelinePlan plan, String name)
      throws Exception {
    long future = System.currentTimeMillis() + RECORDS;
    List<String> users = List.of("u0", "u1", "u2", "u3", "u4", "u5", "u6", "u9");
    Path labels =
        Files.write(
            directory.resolve("labels.csv"),
            Stream.concat(Stream.of("user_id,label_at"), users.stream().map(u -> u + "," + future))
                .toList());
    Path out = directory.resolve(name + ".csv");
    TrainingOptions options =
        TrainingOptions.of(
                labels.toString(),
                "label_at",
                List.of(FeatureRequest.parse(LiveScenario.VIEW + ":events,spent")),
                out.toString())
            .mode(TrainingMode.RECOMPUTED)
            .parallelism(2)
            .build();
    Environment environment = live.environment();
    TrainingSets.make(
        TrainingRequest.of(plan, new DefinitionFiles(Map.of()), environment, options), line -> {});
    return Files.readAllLines(out).stream()
        .skip(1)
        .map(row -> row.replaceFirst(",[^,]*", ""))
        .sorted()
        .toList();
  }

  /** What a partition gives, without the words around it. */
  private static List<String> readBack(DeltaTableReader table) throws Exception {
    StreamExecutionEnvironment batch = TestingBatch.environment();
    List<RawRecord> records = new ArrayList<>();
    try (CloseableIterator<RawRecord> read =
        ArchiveRecords.read(
                batch,
                "events",
                TableSnapshot.read(Map.of(), table.path(), TableVersion.LATEST),
                Map.of())
            .executeAndCollect()) {
      read.forEachRemaining(records::add);
    }
    int last = records.size() - 1;
    assertThat(records.remove(last).kind()).isEqualTo(RawRecord.Kind.FINISHED);
    assertThat(records.remove(0).kind()).isEqualTo(RawRecord.Kind.ASSIGNED);
    return records.stream()
        .map(
            record ->
                new ArchivedRecord(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.arrivedAt(),
                    record.key(),
                    record.value()))
        .map(ArchiveIT::text)
        .toList();
  }

  /** Records with and without key, one of them no JSON, one without value. */
  private static void send(LiveScenario live, int batch) throws Exception {
    long now = System.currentTimeMillis();
    for (int i = 2; i < RECORDS; i++) {
      byte[] key = i % 3 == 0 ? null : ("k" + i).getBytes(StandardCharsets.UTF_8);
      live.send(key, LiveScenario.event("u" + i % 7, "buy", String.valueOf(batch), now + i));
    }
    live.send("{no json".getBytes(StandardCharsets.UTF_8));
    live.send("gone".getBytes(StandardCharsets.UTF_8), null);
  }

  private static PipelinePlan archived(PipelinePlan plan) {
    return new PipelinePlan(
        plan.name(),
        plan.sources().stream().map(s -> s.withHistory(new History.Archive())).toList(),
        plan.views());
  }

  private static DeltaTableReader table(LiveScenario live) {
    return DeltaTableReader.open(
        DeltaSinkOptions.of(Objects.requireNonNull(live.environment().offline()).root()),
        LiveScenario.PIPELINE,
        TablePaths.archive("events"));
  }

  private static List<String> archive(DeltaTableReader table) {
    List<ArchivedRecord> records = new ArrayList<>();
    List<String> columns = new ArrayList<>(ArchiveFormat.COLUMNS);
    columns.add(ArchiveFormat.ARRIVAL_DATE);
    table.forEachRow(
        columns,
        row -> {
          long arrivedAt = (Long) Objects.requireNonNull(row[3]);
          assertThat(row[6]).isEqualTo(Math.floorDiv(arrivedAt, Duration.ofDays(1).toMillis()));
          records.add(
              new ArchivedRecord(
                  String.valueOf(row[0]),
                  (Integer) Objects.requireNonNull(row[1]),
                  (Long) Objects.requireNonNull(row[2]),
                  arrivedAt,
                  (byte[]) row[4],
                  (byte[]) row[5]));
        });
    return records.stream()
        .sorted(
            Comparator.comparing(ArchivedRecord::partition).thenComparing(ArchivedRecord::offset))
        .map(ArchiveIT::text)
        .toList();
  }

  /** All records of the topic, as Kafka gives them. */
  private static List<String> topic(LiveScenario live) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", live.stack().broker().bootstrapServers());
    properties.put("auto.offset.reset", "earliest");
    List<String> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(LiveScenario.TOPIC, 0);
      consumer.assign(List.of(partition));
      long end = Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          records.add(
              text(
                  new ArchivedRecord(
                      record.topic(),
                      record.partition(),
                      record.offset(),
                      record.timestamp(),
                      record.key(),
                      record.value())));
        }
      }
    }
    return records;
  }

  private static String text(ArchivedRecord record) {
    return "%s-%d@%d at %d: %s = %s"
        .formatted(
            record.topic(),
            record.partition(),
            record.offset(),
            record.arrivedAt(),
            bytes(record.key()),
            bytes(record.value()));
  }

  private static String bytes(byte @Nullable [] bytes) {
    return bytes == null ? "none" : Arrays.toString(bytes);
  }
}
