package io.freshet.sinks.kafka;

import io.freshet.schemas.DeadLetter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Publishes rejected records to {@code <pipeline>.dead-letters}, at least once, as Avro registered
 * under {@code <topic>-value}. Where the topic is missing it is created with a retention of seven
 * days.
 */
public final class KafkaDeadLetterSink {
  private static final Duration RETENTION = Duration.ofDays(7);

  /** Bytes of the largest record; above the usual limit of sources, whose bytes it wraps. */
  private static final int LARGEST_RECORD = 16 << 20;

  /** Room for everything but the raw bytes. */
  private static final int OVERHEAD = 64 << 10;

  private static final String MAX_REQUEST_SIZE = "max.request.size";

  private KafkaDeadLetterSink() {}

  /**
   * Attaches the sink: creates the topic if it is missing and registers the schema, then adds the
   * operator with the uid {@code dead-letters/kafka}.
   *
   * @throws KafkaSinkException if topic or schema cannot be had; the message says what to do
   */
  public static void publish(
      DataStream<DeadLetter> letters, String pipeline, KafkaSinkOptions options) {
    String topic = KafkaTopics.deadLetters(pipeline);
    Map<String, String> kafka = new HashMap<>(options.kafka());
    kafka.putIfAbsent(MAX_REQUEST_SIZE, Integer.toString(LARGEST_RECORD));
    int largest = Integer.parseInt(kafka.get(MAX_REQUEST_SIZE));
    KafkaSinkOptions own =
        new KafkaSinkOptions(
            kafka,
            options.registryUrl(),
            options.registry(),
            DeliveryGuarantee.AT_LEAST_ONCE,
            options.partitions());
    int schemaId =
        KafkaSinks.prepare(
            TopicSpec.retained(topic, options.partitions(), RETENTION)
                .with("max.message.bytes", Integer.toString(largest)),
            DeadLetterRecordSerializer.SCHEMA,
            own);
    letters
        .sinkTo(
            KafkaSinks.sink(
                topic,
                new DeadLetterRecordSerializer(topic, schemaId, Math.max(0, largest - OVERHEAD)),
                own))
        .name("Kafka " + topic)
        .uid("dead-letters/kafka");
  }
}
