package io.freshet.local.generator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import io.freshet.local.processes.KafkaBroker;
import io.freshet.local.processes.SchemaRegistry;
import io.freshet.sinks.kafka.ConfluentWire;
import io.freshet.sinks.kafka.RegistryClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before all tests
final class ProducersIT {
  private static final long NOW = 1_750_000_000_000L;

  @TempDir static Path home;
  private static KafkaBroker broker;
  private static SchemaRegistry registry;

  @BeforeAll
  static void start() {
    broker = KafkaBroker.start(home.resolve("broker"));
    registry = SchemaRegistry.start(home.resolve("registry"));
  }

  @AfterAll
  static void stop() {
    registry.close();
    broker.close();
  }

  @Test
  void historyThenLiveReachTheTopicsAsTheyWereMade() throws Exception {
    ShopOptions options =
        ShopOptions.of(1_000, 1).withRates(ShopRates.realistic().with(ShopKind.UNDECODABLE, 0.01));
    AtomicLong progress = new AtomicLong();
    long liveCount;
    long started;
    try (ShopProducer producer = ShopProducer.connect(kafka(), client(), 3)) {
      ShopGenerator history =
          ShopGenerator.history(options, NOW - Duration.ofDays(90).toMillis(), NOW, 30_000);
      assertThat(producer.history(history, progress::set).total()).isEqualTo(30_000);
      assertThat(progress).hasValue(30_000);

      started = System.currentTimeMillis();
      long end = started + 5_000;
      ShopGenerator live = ShopGenerator.live(options, started, 1_000);
      liveCount = producer.live(live, () -> System.currentTimeMillis() >= end).total();
    }
    assertThat((double) liveCount).isCloseTo(5_000, within(1_500.0));

    List<ConsumerRecord<String, byte[]>> events = read("shop.events");
    List<ConsumerRecord<String, byte[]>> orders = read("shop.orders");
    assertThat(events.size() + orders.size()).isEqualTo((int) (30_000 + liveCount));
    assertThat(events).extracting(ConsumerRecord::partition).contains(0, 1, 2);
    assertThat(events.get(0).timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
    assertThat(orders)
        .allSatisfy(
            order ->
                assertThat(decode(ShopAvro.ORDER, order).get("user_id")).hasToString(order.key()));
    assertArrived(options, events, orders, started, liveCount);
  }

  /** All that both generators make is there, broken bytes as they are. */
  private static void assertArrived(
      ShopOptions options,
      List<ConsumerRecord<String, byte[]>> events,
      List<ConsumerRecord<String, byte[]>> orders,
      long started,
      long liveCount)
      throws Exception {
    Map<String, Integer> expected = new HashMap<>();
    ShopGenerator history =
        ShopGenerator.history(options, NOW - Duration.ofDays(90).toMillis(), NOW, 30_000);
    history.forEachRemaining(record -> expected.merge(text(record), 1, Integer::sum));
    ShopGenerator live = ShopGenerator.live(options, started, 1_000);
    for (long i = 0; i < liveCount; i++) {
      expected.merge(text(live.next()), 1, Integer::sum);
    }
    Map<String, Integer> found = new HashMap<>();
    for (ConsumerRecord<String, byte[]> event : events) {
      found.merge(text(ShopAvro.EVENT, event), 1, Integer::sum);
    }
    for (ConsumerRecord<String, byte[]> order : orders) {
      found.merge(text(ShopAvro.ORDER, order), 1, Integer::sum);
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void realTransactionsKeepTheirOrderInOnePartition() throws Exception {
    Path file = TestingData.retailFile();
    try (RetailProducer producer = RetailProducer.connect(kafka(), client(), 1)) {
      assertThat(producer.replay(file, rows -> {})).isEqualTo(541_909);
    }

    List<ConsumerRecord<String, byte[]>> records = read(RetailProducer.TOPIC);
    assertThat(records).hasSize(541_909);
    try (RetailFile rows = RetailFile.open(file)) {
      for (ConsumerRecord<String, byte[]> record : records) {
        RetailTransaction row = requireNonNull(rows.next());
        GenericRecord read = decode(RetailAvro.TRANSACTION, record);
        boolean same =
            Objects.equals(record.key(), row.customerId())
                && read.get("invoice_no").toString().equals(row.invoiceNo())
                && read.get("invoice_date").equals(row.invoiceDate());
        if (!same) {
          fail("offset %d holds %s, not %s", record.offset(), read, row);
        }
      }
    }
  }

  private static String text(ShopRecord record) {
    if (record.payload() instanceof ShopPayload.Broken broken) {
      return broken.registered() ? "cut off" : new String(broken.bytes(), StandardCharsets.UTF_8);
    }
    return record.payload() instanceof ShopPayload.Event event
        ? record.key() + " " + event.eventId() + " " + event.occurredAt()
        : record.key()
            + " "
            + ((ShopPayload.Order) record.payload()).orderId()
            + " "
            + record.eventTime();
  }

  private static String text(Schema schema, ConsumerRecord<String, byte[]> record) {
    GenericRecord read;
    try {
      read = decode(schema, record);
    } catch (IOException e) {
      return "cut off";
    } catch (IllegalArgumentException e) {
      return new String(record.value(), StandardCharsets.UTF_8);
    }
    return record.key() + " " + read.get(0) + " " + read.get("occurred_at");
  }

  private static GenericRecord decode(Schema schema, ConsumerRecord<String, byte[]> record)
      throws IOException {
    byte[] value = record.value();
    // throws for what has no header; the schema is known
    int unused = ConfluentWire.schemaId(value);
    int from = ConfluentWire.HEADER_LENGTH;
    return new GenericDatumReader<GenericRecord>(schema)
        .read(null, DecoderFactory.get().binaryDecoder(value, from, value.length - from, null));
  }

  private static Map<String, String> kafka() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private static RegistryClient client() {
    return new RegistryClient(registry.url(), Map.of());
  }

  private static List<ConsumerRecord<String, byte[]>> read(String topic) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            new HashMap<String, Object>(kafka()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }
}
