package io.freshet.jobs.source;

import io.freshet.defs.plan.Connector;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A Kafka topic as raw records. */
final class KafkaRecords {
  private KafkaRecords() {}

  /**
   * @param bounded whether reading ends at the offsets that are the last ones at the start
   */
  static Source<RawRecord, ?, ?> source(
      Connector.Kafka topic, String groupId, Map<String, String> kafka, boolean bounded) {
    Properties properties = new Properties();
    properties.putAll(kafka);
    properties.putIfAbsent("client.id.prefix", groupId + "-" + topic.topic());
    properties.putIfAbsent("fetch.max.wait.ms", "100");
    KafkaSourceBuilder<RawRecord> builder =
        KafkaSource.<RawRecord>builder()
            .setProperties(properties)
            .setTopics(topic.topic())
            .setGroupId(groupId)
            .setStartingOffsets(start(topic.start()))
            .setDeserializer(new Raw());
    if (bounded) {
      builder.setBounded(OffsetsInitializer.latest());
    }
    return new AnnouncingSource<>(
        builder.build(),
        split -> new AnnouncingSource.PartitionName(split.getTopic(), split.getPartition()));
  }

  private static OffsetsInitializer start(Connector.Start start) {
    return switch (start.kind()) {
      case EARLIEST -> OffsetsInitializer.earliest();
      case LATEST -> OffsetsInitializer.latest();
      case TIMESTAMP -> {
        Long timestamp = start.timestamp();
        if (timestamp == null) {
          throw new IllegalArgumentException("a start at a timestamp has none");
        }
        yield OffsetsInitializer.timestamp(timestamp);
      }
    };
  }

  private static final class Raw implements KafkaRecordDeserializationSchema<RawRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
      out.collect(
          new RawRecord(
              RawRecord.Kind.RECORD,
              record.topic(),
              record.partition(),
              record.offset(),
              record.timestamp(),
              null,
              record.key(),
              record.value()));
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
      return TypeInformation.of(RawRecord.class);
    }
  }
}
