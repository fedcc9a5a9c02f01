package io.freshet.bench.freshness;

import io.freshet.defs.env.Environment;
import io.freshet.local.generator.ShopStream;
import io.freshet.sinks.kafka.AvroRecordWriter;
import io.freshet.sinks.kafka.KafkaTopics;
import io.freshet.sinks.kafka.RegistryClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends page views of chosen users, and tells when each arrived. Thread-safe. */
final class ProbeSender implements AutoCloseable {
  private static final String TOPIC = ShopStream.EVENTS.topic();

  private final Schema schema;
  private final GenericDatumWriter<GenericRecord> form;
  private final AvroRecordWriter writer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  private ProbeSender(Schema schema, int schemaId, Map<String, Object> kafka) {
    this.schema = schema;
    this.form = new GenericDatumWriter<>(schema);
    this.writer = new AvroRecordWriter(schemaId);
    this.producer =
        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Connects; the topic and its schema are there already. */
  static ProbeSender connect(Environment environment) throws IOException {
    Environment.Registry at = Objects.requireNonNull(environment.registry());
    RegistryClient registry = new RegistryClient(at.url(), at.properties());
    String subject = KafkaTopics.valueSubject(TOPIC);
    String schema = registry.latestSchema(subject);
    Map<String, Object> kafka =
        new HashMap<>(Objects.requireNonNull(environment.kafka()).properties());
    kafka.put("acks", "all");
    return new ProbeSender(
        new Schema.Parser().parse(schema), registry.register(subject, schema), kafka);
  }

  /**
   * Sends a page view that happens now.
   *
   * @param user the user
   * @param event what makes the event's id unique
   * @param arrived told the time at which the broker took it, UTC milliseconds
   */
  void send(String user, String event, LongConsumer arrived) throws IOException {
    Exception earlier = failure.get();
    if (earlier != null) {
      throw new IOException("Probes did not reach Kafka: " + earlier, earlier);
    }
    GenericRecord record = new GenericData.Record(schema);
    record.put("event_id", event);
    record.put("user_id", user);
    record.put("session_id", event);
    record.put("event_type", "page_view");
    record.put("occurred_at", System.currentTimeMillis());
    byte[] value = writer.write(out -> form.write(record, out));
    byte[] key = user.getBytes(StandardCharsets.UTF_8);
    // the callback knows all that the future does
    var unused =
        producer.send(
            new ProducerRecord<>(TOPIC, key, value),
            (metadata, exception) -> {
              if (exception == null) {
                arrived.accept(metadata.timestamp());
              } else {
                failure.compareAndSet(null, exception);
              }
            });
  }

  /** Waits until all have arrived. */
  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
