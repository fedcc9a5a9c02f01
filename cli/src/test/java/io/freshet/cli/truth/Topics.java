package io.freshet.cli.truth;

import io.freshet.local.processes.LocalStack;
import io.freshet.sinks.kafka.RegistryClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads whole topics of Avro records. */
final class Topics {
  private static final int WIRE_HEADER = 5;
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int MOST_EMPTY_POLLS = 60;

  private Topics() {}

  /**
   * Reads a topic up to its present end, tombstones left out.
   *
   * @param consumer takes the records, and must not keep them
   */
  static void forEach(LocalStack stack, String topic, Consumer<GenericRecord> consumer)
      throws IOException {
    Schema schema =
        new Schema.Parser()
            .parse(
                new RegistryClient(stack.registry().url(), Map.of())
                    .latestSchema(topic + "-value"));
    GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(schema);
    Properties properties = new Properties();
    properties.put("bootstrap.servers", stack.broker().bootstrapServers());
    properties.put("enable.auto.commit", "false");
    try (KafkaConsumer<byte[], byte[]> kafka =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          kafka.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      kafka.assign(partitions);
      kafka.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = kafka.endOffsets(partitions);
      int empty = 0;
      while (partitions.stream().anyMatch(p -> kafka.position(p) < ends.getOrDefault(p, 0L))) {
        var records = kafka.poll(POLL);
        empty = records.isEmpty() ? empty + 1 : 0;
        if (empty > MOST_EMPTY_POLLS) {
          throw new IOException("Topic " + topic + " cannot be read to its end");
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
          byte[] value = record.value();
          if (value != null) {
            consumer.accept(
                reader.read(
                    null,
                    DecoderFactory.get()
                        .binaryDecoder(value, WIRE_HEADER, value.length - WIRE_HEADER, null)));
          }
        }
      }
    }
  }
}
