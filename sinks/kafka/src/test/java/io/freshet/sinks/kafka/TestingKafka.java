package io.freshet.sinks.kafka;

import static java.util.Objects.requireNonNull;

import io.freshet.local.processes.KafkaBroker;
import io.freshet.local.processes.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A broker and a registry for all tests of a JVM, and a reader that owes nothing to the sink. */
final class TestingKafka {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final TestingKafka INSTANCE = start();

  private final KafkaBroker broker;
  private final SchemaRegistry registry;
  private final Map<Integer, Schema> schemas = new HashMap<>();

  private TestingKafka(KafkaBroker broker, SchemaRegistry registry) {
    this.broker = broker;
    this.registry = registry;
  }

  static TestingKafka get() {
    return INSTANCE;
  }

  private static TestingKafka start() {
    try {
      Path home = Files.createTempDirectory("freshet-kafka");
      KafkaBroker broker = KafkaBroker.start(home.resolve("broker"));
      SchemaRegistry registry = SchemaRegistry.start(home.resolve("registry"));
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    registry.close();
                    broker.close();
                  }));
      return new TestingKafka(broker, registry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One subtask, no checkpoints, no generic serialization. */
  static StreamExecutionEnvironment environment() {
    Configuration options = new Configuration();
    options.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(options);
    environment.setParallelism(1);
    return environment;
  }

  Map<String, String> properties() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  String registryUrl() {
    return registry.url();
  }

  KafkaSinkOptions options() {
    return KafkaSinkOptions.of(properties(), registryUrl());
  }

  /** All committed records of a topic, partition by partition; none if there is no such topic. */
  List<ConsumerRecord<String, byte[]>> read(String topic) {
    Map<String, Object> settings = new HashMap<>(properties());
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      if (!consumer.listTopics().containsKey(topic)) {
        return records;
      }
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      // for a reader of committed records the end is the last stable offset
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(POLL).forEach(records::add);
      }
    }
    return records;
  }

  /** Decodes a value with the schema that the registry has for it. */
  GenericRecord decode(byte[] value) throws IOException {
    Schema schema = schemas.computeIfAbsent(ConfluentWire.schemaId(value), this::schema);
    return new GenericDatumReader<GenericRecord>(schema)
        .read(
            null,
            DecoderFactory.get()
                .binaryDecoder(
                    value,
                    ConfluentWire.HEADER_LENGTH,
                    value.length - ConfluentWire.HEADER_LENGTH,
                    null));
  }

  String topicSetting(String topic, String name) throws ExecutionException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(new HashMap<String, Object>(properties()))) {
      Config config =
          requireNonNull(admin.describeConfigs(List.of(resource)).all().get().get(resource));
      return config.get(name).value();
    }
  }

  TopicDescription describe(String topic) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(new HashMap<String, Object>(properties()))) {
      return requireNonNull(admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
    }
  }

  private Schema schema(int id) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(registryUrl() + "/schemas/ids/" + id)).build();
      String body =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
      return new Schema.Parser().parse(new ObjectMapper().readTree(body).get("schema").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
