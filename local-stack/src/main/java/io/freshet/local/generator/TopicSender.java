package io.freshet.local.generator;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends bytes to topics, each record once and in order, and reports the first failure. */
final class TopicSender implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  TopicSender(Map<String, String> kafka) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("linger.ms", "5");
    properties.put("batch.size", Integer.toString(256 << 10));
    properties.put("compression.type", "lz4");
    properties.putAll(kafka);
    properties.put("acks", "all");
    properties.put("enable.idempotence", "true");
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends a record some time soon; waits while too many are under way. */
  void send(String topic, byte @Nullable [] key, byte[] value) throws IOException {
    check();
    // the callback knows all that the future does
    var unused = producer.send(new ProducerRecord<>(topic, key, value), this::sent);
  }

  /** Waits until all records have arrived. */
  void flush() throws IOException {
    producer.flush();
    check();
  }

  private void sent(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
    if (exception != null) {
      failure.compareAndSet(null, exception);
    }
  }

  private void check() throws IOException {
    Exception first = failure.get();
    if (first != null) {
      throw new IOException("Records did not reach Kafka: " + first, first);
    }
  }

  @Override
  public void close() {
    producer.close(PATIENCE);
  }
}
