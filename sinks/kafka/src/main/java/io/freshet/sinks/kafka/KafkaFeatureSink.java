package io.freshet.sinks.kafka;

import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.RowLayout;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Publishes the rows of a view to {@code <pipeline>.features.<view>}.
 *
 * <p>Key: the entity key as UTF-8 text. Value: Avro in Confluent's wire format, registered as
 * {@code <topic>-value}; see {@link FeatureAvro}. A forgotten entity is a tombstone, so the topic
 * can be compacted. All rows of a key go to one partition in their order.
 *
 * <p>At least once (the default): after a failure, rows since the last checkpoint appear again,
 * older ones behind newer ones, until the replay has caught up; who needs the newest compares
 * {@code (generation, feature_timestamp, sequence)}. Exactly once: rows are written in transactions
 * that end with a checkpoint; read them with {@code isolation.level=read_committed}. A job that is
 * down for longer than {@code transaction.timeout.ms} loses the rows of its last transaction: the
 * timeout is the longest that the broker allows, up to an hour, unless the environment sets it.
 */
public final class KafkaFeatureSink {
  private KafkaFeatureSink() {}

  /**
   * Attaches the sink: creates the topic if it is missing and registers the schema, then adds the
   * operator with the uid {@code <view>/kafka-features}.
   *
   * @throws KafkaSinkException if topic or schema cannot be had; the message says what to do
   */
  public static void publish(
      DataStream<FeatureRow> rows, RowLayout layout, KafkaSinkOptions options) {
    String topic = KafkaTopics.features(layout.pipeline(), layout.view());
    int schemaId =
        KafkaSinks.prepare(
            TopicSpec.compacted(topic, options.partitions()),
            FeatureAvro.schemaOf(layout),
            options);
    rows.sinkTo(
            KafkaSinks.sink(topic, new FeatureRecordSerializer(topic, layout, schemaId), options))
        // the same as upstream: a row must not overtake an older one of its key
        .setParallelism(rows.getParallelism())
        .name("Kafka " + topic)
        .uid(layout.view() + "/kafka-features");
  }
}
