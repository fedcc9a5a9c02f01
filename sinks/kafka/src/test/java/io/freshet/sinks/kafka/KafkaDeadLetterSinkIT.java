package io.freshet.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.DeadLetter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class KafkaDeadLetterSinkIT {
  private final TestingKafka kafka = TestingKafka.get();

  @Test
  void rawBytesArriveAsTheyAre() throws Exception {
    byte[] raw = {0, 1, -1, 127, -128};

    GenericRecord letter = publish("raw", kafka.options(), letter(raw)).get(0);

    assertThat(letter.get("raw")).isEqualTo(ByteBuffer.wrap(raw));
    assertThat(letter.get("pipeline")).hasToString("raw");
    assertThat(letter.get("source")).hasToString("events");
    assertThat(letter.get("view")).isNull();
    assertThat(letter.get("topic")).hasToString("shop.events");
    assertThat(letter.get("partition")).isEqualTo(3);
    assertThat(letter.get("offset")).isEqualTo(42L);
    assertThat(letter.get("reason")).hasToString("undecodable");
    assertThat(letter.get("detail")).hasToString("what is wrong");
    assertThat(letter.get("rejected_at")).isEqualTo(1_700_000_000_000L);
  }

  @Test
  void recordWithoutValueHasNoRawBytes() throws Exception {
    assertThat(publish("no-raw", kafka.options(), letter(null)).get(0).get("raw")).isNull();
  }

  @Test
  void recordsLargerThanTheUsualLimitStopNothing() throws Exception {
    byte[] large = new byte[5 << 20];
    new Random(1).nextBytes(large);

    GenericRecord letter = publish("large", kafka.options(), letter(large)).get(0);

    assertThat(letter.get("raw")).isEqualTo(ByteBuffer.wrap(large));
  }

  @Test
  void rawBytesBeyondTheLimitAreCut() throws Exception {
    byte[] large = new byte[300_000];
    new Random(1).nextBytes(large);
    Map<String, String> limited =
        Map.of(
            "bootstrap.servers",
            kafka.properties().get("bootstrap.servers"),
            "max.request.size",
            "200000");

    GenericRecord letter =
        publish("cut", KafkaSinkOptions.of(limited, kafka.registryUrl()), letter(large)).get(0);

    ByteBuffer raw = (ByteBuffer) letter.get("raw");
    assertThat(raw).isEqualTo(ByteBuffer.wrap(large, 0, raw.remaining()));
    assertThat(letter.get("detail").toString()).contains("of 300000 bytes");
  }

  @Test
  void topicKeepsSevenDaysAndUidIsFrozen() throws Exception {
    StreamExecutionEnvironment environment = TestingKafka.environment();
    KafkaDeadLetterSink.publish(
        environment.fromData(letter(null)),
        "kept",
        kafka.options().withGuarantee(DeliveryGuarantee.EXACTLY_ONCE));

    assertThat(kafka.topicSetting("kept.dead-letters", "retention.ms")).isEqualTo("604800000");
    assertThat(environment.getStreamGraph().getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .contains("dead-letters/kafka");
  }

  private List<GenericRecord> publish(String pipeline, KafkaSinkOptions options, DeadLetter letter)
      throws Exception {
    StreamExecutionEnvironment environment = TestingKafka.environment();
    KafkaDeadLetterSink.publish(environment.fromData(named(letter, pipeline)), pipeline, options);
    environment.execute();
    List<GenericRecord> letters = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : kafka.read(pipeline + ".dead-letters")) {
      letters.add(kafka.decode(record.value()));
    }
    assertThat(letters).hasSize(1);
    return letters;
  }

  private static DeadLetter letter(byte @Nullable [] raw) {
    return new DeadLetter(
        "",
        "events",
        null,
        "shop.events",
        3,
        42,
        DeadLetter.Reason.UNDECODABLE.code(),
        "what is wrong",
        raw,
        1_700_000_000_000L);
  }

  private static DeadLetter named(DeadLetter letter, String pipeline) {
    return new DeadLetter(
        pipeline,
        letter.source(),
        letter.view(),
        letter.topic(),
        letter.partition(),
        letter.offset(),
        letter.reason(),
        letter.detail(),
        letter.raw(),
        letter.rejectedAt());
  }
}
