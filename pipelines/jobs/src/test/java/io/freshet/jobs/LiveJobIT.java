package io.freshet.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.DeadLetter.Reason;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.kafka.RegistryClient;
import io.freshet.sinks.redis.client.OnlineRow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveJobIT {
  private static final long HOUR = 3_600_000;
  private static final long NEVER_IDLE = 365L * 24 * HOUR;

  @TempDir Path directory;

  @Test
  void everyReasonOfRejectionIsADeadLetterWithItsBytes() throws Exception {
    try (LiveScenario live = new LiveScenario(directory)) {
      long now = System.currentTimeMillis();
      Map<Reason, byte[]> refused = new LinkedHashMap<>();
      refused.put(Reason.UNDECODABLE, "{no json".getBytes(StandardCharsets.UTF_8));
      refused.put(
          Reason.MISSING_EVENT_TIME,
          "{\"user_id\":\"a\",\"kind\":\"x\"}".getBytes(StandardCharsets.UTF_8));
      refused.put(Reason.IN_THE_FUTURE, LiveScenario.event("a", "x", "1", now + 2 * HOUR));
      refused.put(Reason.TOO_LATE, LiveScenario.event("a", "x", "1", now - 3 * HOUR));
      refused.put(Reason.NULL_KEY, LiveScenario.event(null, "x", "1", now));
      refused.put(Reason.EXPRESSION_FAILED, LiveScenario.event("a", "buy", "much", now));
      refused.put(Reason.NOT_FINITE, LiveScenario.event("a", "buy", "NaN", now));
      live.send(LiveScenario.event("a", "buy", "2.5", now));
      for (byte[] record : refused.values()) {
        live.send(record);
      }
      live.send(null);
      live.send(LiveScenario.event("a", "buy", "1.5", now));

      JobClient job = live.start(LiveScenario.plan(NEVER_IDLE, HOUR), JobOptions.defaults());
      LiveScenario.await("the second purchase", () -> sequence(live) == 2);

      assertThat(live.online("a")).containsEntry("spent", 4.0).containsEntry("events", 2L);
      List<GenericRecord> letters = letters(live, refused.size() + 1);
      Map<String, List<byte[]>> bytes = new HashMap<>();
      for (GenericRecord letter : letters) {
        Object raw = letter.get("raw");
        bytes
            .computeIfAbsent(letter.get("reason").toString(), reason -> new ArrayList<>())
            .add(raw == null ? new byte[0] : bytes(raw));
        assertThat(letter.get("pipeline").toString()).isEqualTo(LiveScenario.PIPELINE);
        assertThat(letter.get("topic").toString()).isEqualTo("live.events");
      }
      refused.forEach(
          (reason, raw) ->
              assertThat(bytes.get(reason.code()))
                  .as(reason.code())
                  .anyMatch(found -> Arrays.equals(found, raw)));
      assertThat(bytes.get(Reason.UNDECODABLE.code())).hasSize(2);
      assertThat(LiveScenario.status(job)).isEqualTo(org.apache.flink.api.common.JobStatus.RUNNING);
      assertThat(generations(live)).as("the job never restarted").hasSize(1);
    }
  }

  @Test
  void valuesOfASilentTopicExpireAsTheWallClockGoesOn() throws Exception {
    try (LiveScenario live = new LiveScenario(directory)) {
      long now = System.currentTimeMillis();
      long first = now - 59_000;
      live.send(LiveScenario.event("a", "x", "1", first));
      live.send(LiveScenario.event("a", "x", "1", now - 56_000));
      live.send(LiveScenario.event("a", "x", "1", now - 1_000));

      live.start(LiveScenario.plan(500, null), JobOptions.defaults());
      LiveScenario.await("all three events", () -> sequence(live) == 3);
      LiveScenario.await("the first to leave", () -> recent(live) == 2);
      LiveScenario.await("the second to leave", () -> recent(live) == 1);

      OnlineRow row = live.row("a").orElseThrow();
      assertThat(row.featureTimestamp())
          .as("the instant at which the second event leaves")
          .isEqualTo(Math.floorDiv(now - 56_000, 1000L) * 1000 + 1000 + 60_000);
      assertThat(row.sequence()).isEqualTo(3);
      assertThat(row.values()).containsEntry("events", 3L);

      // a restart on a topic that stays silent goes on from where the clock stood
      Thread.sleep(1_500);
      live.stop();
      live.start(LiveScenario.plan(500, null), JobOptions.defaults());
      live.send(LiveScenario.event("b", "x", "1", now - 1_000));
      LiveScenario.await("the new event", () -> live.row("b").isPresent());
      assertThat(live.row("a").orElseThrow().featureTimestamp())
          .isGreaterThanOrEqualTo(row.featureTimestamp());
    }
  }

  @Test
  void theEndOfABoundedInputExpiresNothing() throws Exception {
    try (LiveScenario live = new LiveScenario(directory)) {
      long now = System.currentTimeMillis();
      live.send(LiveScenario.event("a", "x", "1", now - 90_000));
      live.send(LiveScenario.event("a", "x", "1", now - 50_000));
      live.send(LiveScenario.event("b", "x", "1", now - 10_000));

      JobClient job =
          live.start(LiveScenario.plan(500, null), JobOptions.defaults().withBounded(true));
      job.getJobExecutionResult().get();

      OnlineRow row = live.row("a").orElseThrow();
      long left = Math.floorDiv(now - 90_000, 1000L) * 1000 + 61_000;
      assertThat(row.featureTimestamp())
          .as("the clock ended at the last event; only the first had left by then")
          .isEqualTo(Math.max(left, now - 50_000));
      assertThat(row.values()).containsEntry("events_1m", 1L).containsEntry("events", 2L);
      assertThat(live.row("b").orElseThrow().values()).containsEntry("events_1m", 1L);
    }
  }

  @Test
  void anEmptyRedisAfterAnOutageDelaysAndLosesNoLogRow() throws Exception {
    boolean full = Boolean.getBoolean("freshet.full");
    try (LiveScenario live = new LiveScenario(directory)) {
      live.start(LiveScenario.plan(NEVER_IDLE, null), JobOptions.defaults());
      long now = System.currentTimeMillis();
      for (int i = 0; i < 50; i++) {
        live.send(LiveScenario.event("u" + i % 10, "buy", "1", now + i));
      }
      LiveScenario.await("rows before the outage", () -> live.row("u9").isPresent());
      live.stack().redis().kill();
      for (int i = 50; i < 100; i++) {
        live.send(LiveScenario.event("u" + i % 5, "buy", "1", now + i));
      }
      Thread.sleep(Duration.ofSeconds(full ? 20 : 4).toMillis());
      live.stack().redis().restartEmpty();
      for (int i = 100; i < 110; i++) {
        live.send(LiveScenario.event("u" + i % 5, "buy", "1", now + i));
      }
      LiveScenario.await(
          "the last event", () -> Objects.equals(live.online("u4").get("events"), 17L));

      for (int user = 0; user < 5; user++) {
        assertThat(live.online("u" + user))
            .containsEntry("events", 17L)
            .containsEntry("spent", 17.0);
      }
      LiveScenario.await("all rows in the log", () -> table(live).rowCount() == 110);
      Set<String> versions = new HashSet<>();
      table(live)
          .forEachLoggedRow(
              LiveScenario.plan(NEVER_IDLE, null).views().get(0).layout(LiveScenario.PIPELINE),
              (key, row) -> versions.add(key + row.featureTimestamp() + "/" + row.sequence()));
      assertThat(versions).hasSize(110);
      assertThat(generations(live)).as("the job never restarted").hasSize(1);
    }
  }

  private static long sequence(LiveScenario live) {
    return live.row("a").map(OnlineRow::sequence).orElse(0L);
  }

  private static long recent(LiveScenario live) {
    return live.online("a").get("events_1m") instanceof Long count ? count : -1;
  }

  private static DeltaTableReader table(LiveScenario live) {
    return DeltaTableReader.open(
        DeltaSinkOptions.of(Objects.requireNonNull(live.environment().offline()).root()),
        LiveScenario.PIPELINE,
        LiveScenario.VIEW);
  }

  private static Set<Long> generations(LiveScenario live) throws InterruptedException {
    LiveScenario.await("rows in the log", () -> table(live).rowCount() > 0);
    Set<Long> generations = new HashSet<>();
    table(live)
        .forEachLoggedRow(
            LiveScenario.plan(0, null).views().get(0).layout(LiveScenario.PIPELINE),
            (key, row) -> generations.add(row.generation()));
    return generations;
  }

  private static List<GenericRecord> letters(LiveScenario live, int count) throws Exception {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", live.stack().broker().bootstrapServers());
    properties.put("group.id", "test");
    properties.put("auto.offset.reset", "earliest");
    String topic = LiveScenario.PIPELINE + ".dead-letters";
    Schema schema =
        new Schema.Parser()
            .parse(
                new RegistryClient(live.stack().registry().url(), Map.of())
                    .latestSchema(topic + "-value"));
    List<GenericRecord> letters = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (letters.size() < count && System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          byte[] value = record.value();
          letters.add(
              new GenericDatumReader<GenericRecord>(schema)
                  .read(
                      null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null)));
        }
      }
    }
    return letters;
  }

  private static byte[] bytes(Object raw) {
    java.nio.ByteBuffer buffer = (java.nio.ByteBuffer) raw;
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
