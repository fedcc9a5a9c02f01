package io.freshet.local.generator;

import io.freshet.sinks.kafka.AvroRecordWriter;
import io.freshet.sinks.kafka.KafkaTopics;
import io.freshet.sinks.kafka.RegistryClient;
import io.freshet.sinks.kafka.TopicSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Sends a simulated shop to Kafka: the topics of {@link ShopStream}, keyed by user, Avro in
 * Confluent's wire format. Not thread-safe; {@link #live} is ended through its argument.
 */
public final class ShopProducer implements AutoCloseable {
  private static final long PROGRESS_EVERY = 10_000;
  private static final long LONGEST_NAP = TimeUnit.MILLISECONDS.toNanos(20);

  private final Map<ShopStream, AvroRecordWriter> writers;
  private final TopicSender sender;

  private ShopProducer(Map<ShopStream, AvroRecordWriter> writers, TopicSender sender) {
    this.writers = writers;
    this.sender = sender;
  }

  /**
   * Creates topics where they are missing, registers schemas, and connects.
   *
   * @param kafka client properties
   * @param partitions partitions of topics that are created
   * @throws IOException if the registry does not take the schemas
   * @throws io.freshet.sinks.kafka.KafkaSinkException if there are no topics
   */
  public static ShopProducer connect(
      Map<String, String> kafka, RegistryClient registry, int partitions) throws IOException {
    Map<ShopStream, AvroRecordWriter> writers = new EnumMap<>(ShopStream.class);
    for (ShopStream stream : ShopStream.values()) {
      KafkaTopics.ensure(kafka, TopicSpec.unlimited(stream.topic(), partitions));
      String subject = KafkaTopics.valueSubject(stream.topic());
      int id = registry.register(subject, ShopAvro.schema(stream).toString());
      writers.put(stream, new AvroRecordWriter(id));
    }
    return new ShopProducer(writers, new TopicSender(kafka));
  }

  /**
   * Sends all records of a history as fast as Kafka takes them, and returns when all are there.
   *
   * @param progress told the number of records now and then, and at the end
   * @return what was sent
   */
  public ShopCounts history(ShopGenerator generator, LongConsumer progress) throws IOException {
    long sent = 0;
    while (generator.hasNext()) {
      send(generator.next());
      sent++;
      if (sent % PROGRESS_EVERY == 0) {
        progress.accept(sent);
      }
    }
    sender.flush();
    progress.accept(sent);
    return generator.counts();
  }

  /**
   * Sends each record at the wall-clock time of its arrival until {@code stop} says so or the
   * thread is interrupted. What is overdue goes out at once, so the pace does not drift. No record
   * is lost by stopping: the generator still holds the next one.
   *
   * @return what the generator has made so far, all of it sent
   */
  public ShopCounts live(ShopGenerator generator, BooleanSupplier stop) throws IOException {
    while (generator.hasNext() && awaits(generator.nextArrival(), stop)) {
      send(generator.next());
    }
    sender.flush();
    return generator.counts();
  }

  @Override
  public void close() {
    sender.close();
  }

  /** Waits for a time; false if told to stop before it. */
  private static boolean awaits(long due, BooleanSupplier stop) {
    while (!stop.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
      long wait = due - System.currentTimeMillis();
      if (wait <= 0) {
        return true;
      }
      LockSupport.parkNanos(Math.min(TimeUnit.MILLISECONDS.toNanos(wait), LONGEST_NAP));
    }
    return false;
  }

  private void send(ShopRecord record) throws IOException {
    String key = record.key();
    sender.send(
        record.stream().topic(),
        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
        encode(record));
  }

  private byte[] encode(ShopRecord record) {
    ShopPayload payload = record.payload();
    if (payload instanceof ShopPayload.Broken broken && !broken.registered()) {
      return broken.bytes();
    }
    return Objects.requireNonNull(writers.get(record.stream()))
        .write(out -> ShopAvro.write(out, payload));
  }
}
