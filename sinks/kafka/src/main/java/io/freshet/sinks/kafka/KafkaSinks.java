package io.freshet.sinks.kafka;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/** What all our sinks to Kafka have in common. */
final class KafkaSinks {
  static final String TRANSACTION_TIMEOUT = "transaction.timeout.ms";

  /** Flink's own default, longer than most brokers allow. */
  private static final long LONGEST_TRANSACTION = 3_600_000;

  /** The broker's default, for brokers that do not tell. */
  private static final long LIKELY_TRANSACTION = 900_000;

  private KafkaSinks() {}

  /**
   * Creates topic and subject where they are missing.
   *
   * @return id of the schema
   */
  static int prepare(TopicSpec topic, Schema schema, KafkaSinkOptions options) {
    KafkaTopics.ensure(options.kafka(), topic);
    try {
      return RegistryClient.of(options)
          .register(KafkaTopics.valueSubject(topic.name()), schema.toString());
    } catch (IOException e) {
      throw KafkaSinkException.schema(topic.name(), e);
    }
  }

  /** A sink with the guarantee of {@code options}. */
  static <T> KafkaSink<T> sink(
      String topic, KafkaRecordSerializationSchema<T> records, KafkaSinkOptions options) {
    Map<String, String> properties = new HashMap<>(options.kafka());
    if (options.guarantee() == DeliveryGuarantee.EXACTLY_ONCE) {
      long timeout = transactionTimeout(options.kafka());
      properties.put(TRANSACTION_TIMEOUT, Long.toString(timeout));
    }
    return KafkaSink.<T>builder()
        .setKafkaProducerConfig(producer(properties))
        .setBootstrapServers(options.kafka().get("bootstrap.servers"))
        .setDeliveryGuarantee(options.guarantee())
        // the topic is written by this pipeline alone, so its name is unique among transactions
        .setTransactionalIdPrefix(topic)
        .setRecordSerializer(records)
        .build();
  }

  private static Properties producer(Map<String, String> kafka) {
    Properties properties = new Properties();
    properties.put("compression.type", "lz4");
    properties.putAll(kafka);
    // nothing less keeps a guarantee
    properties.put("acks", "all");
    properties.put("enable.idempotence", "true");
    return properties;
  }

  private static long transactionTimeout(Map<String, String> kafka) {
    OptionalLong allowed = KafkaTopics.maxTransactionTimeout(kafka);
    String asked = kafka.get(TRANSACTION_TIMEOUT);
    if (asked == null) {
      return Math.min(LONGEST_TRANSACTION, allowed.orElse(LIKELY_TRANSACTION));
    }
    if (allowed.isPresent() && Long.parseLong(asked) > allowed.getAsLong()) {
      throw KafkaSinkException.transactionTimeout(asked, allowed.getAsLong());
    }
    return Long.parseLong(asked);
  }
}
