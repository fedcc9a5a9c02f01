package io.freshet.local.generator;

import io.freshet.sinks.kafka.AvroRecordWriter;
import io.freshet.sinks.kafka.KafkaTopics;
import io.freshet.sinks.kafka.RegistryClient;
import io.freshet.sinks.kafka.TopicSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Replays the transactions of a real shop from a file of UCI's "Online Retail" data set to the
 * topic {@value #TOPIC}, in the file's order, keyed by customer. Times are read as local times of
 * London. Rows without customer have no key and may go to any partition; with one partition the
 * file's order is kept altogether. Not thread-safe.
 */
public final class RetailProducer implements AutoCloseable {
  /** The topic. */
  public static final String TOPIC = "retail.transactions";

  private static final long PROGRESS_EVERY = 10_000;

  private final AvroRecordWriter writer;
  private final TopicSender sender;

  private RetailProducer(AvroRecordWriter writer, TopicSender sender) {
    this.writer = writer;
    this.sender = sender;
  }

  /**
   * Creates the topic if it is missing, registers the schema, and connects.
   *
   * @param kafka client properties
   * @param partitions partitions of the topic if it is created
   * @throws IOException if the registry does not take the schema
   * @throws io.freshet.sinks.kafka.KafkaSinkException if there is no topic
   */
  public static RetailProducer connect(
      Map<String, String> kafka, RegistryClient registry, int partitions) throws IOException {
    KafkaTopics.ensure(kafka, TopicSpec.unlimited(TOPIC, partitions));
    int id = registry.register(KafkaTopics.valueSubject(TOPIC), RetailAvro.TRANSACTION.toString());
    return new RetailProducer(new AvroRecordWriter(id), new TopicSender(kafka));
  }

  /**
   * Sends all rows of a file as fast as Kafka takes them, and returns when all are there.
   *
   * @param progress told the number of rows now and then, and at the end
   * @return number of rows
   * @throws IOException if the file is none of the data set or Kafka does not take a row; rows
   *     before it may have been sent
   */
  public long replay(Path file, LongConsumer progress) throws IOException {
    long sent = 0;
    try (RetailFile rows = RetailFile.open(file)) {
      for (RetailTransaction row = rows.next(); row != null; row = rows.next()) {
        send(row);
        sent++;
        if (sent % PROGRESS_EVERY == 0) {
          progress.accept(sent);
        }
      }
    }
    sender.flush();
    progress.accept(sent);
    return sent;
  }

  @Override
  public void close() {
    sender.close();
  }

  private void send(RetailTransaction row) throws IOException {
    String customer = row.customerId();
    sender.send(
        TOPIC,
        customer == null ? null : customer.getBytes(StandardCharsets.UTF_8),
        writer.write(out -> RetailAvro.write(out, row)));
  }
}
