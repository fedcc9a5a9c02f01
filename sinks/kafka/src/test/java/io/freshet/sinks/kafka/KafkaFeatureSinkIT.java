package io.freshet.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.Field;
import io.freshet.schemas.PackedRow;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import io.freshet.sinks.kafka.KafkaSinkException.Code;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class KafkaFeatureSinkIT {
  private final TestingKafka kafka = TestingKafka.get();

  @Test
  void forgottenEntityIsATombstone() throws Exception {
    RowLayout layout = layout("tombstones", ValueType.BIGINT);
    byte[] packed = new RowCodec(layout).encode(1, 2, 3, 4, new Object[] {5L});
    byte[] header = Arrays.copyOf(packed, PackedRow.HEADER_LENGTH);
    StreamExecutionEnvironment environment = TestingKafka.environment();
    KafkaFeatureSink.publish(
        environment.fromData(
            FeatureRow.row("ü|1", packed, 0),
            new FeatureRow(FeatureRow.Kind.FORGET, "ü|1", header, FeatureRow.NO_ARRIVAL),
            new FeatureRow(FeatureRow.Kind.LAYOUT, "tombstones", new byte[0], 0)),
        layout,
        kafka.options());

    environment.execute();

    List<ConsumerRecord<String, byte[]>> records = kafka.read("shop.features.tombstones");
    assertThat(records).hasSize(2);
    assertThat(records).extracting(ConsumerRecord::key).containsOnly("ü|1");
    assertThat(kafka.decode(records.get(0).value()))
        .hasToString(
            "{\"name\": \"ü\", \"number\": 1, \"feature_timestamp\": 2, \"available_at\": 4,"
                + " \"sequence\": 3, \"generation\": 1, \"value\": 5}");
    assertThat(records.get(1).value()).isNull();
    assertThat(records.get(0).timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
  }

  @Test
  void topicIsCreatedCompactedAndSchemaRegistered() throws Exception {
    RowLayout layout = layout("created", ValueType.DOUBLE);

    KafkaFeatureSink.publish(rows(), layout, kafka.options().withPartitions(3));

    assertThat(kafka.topicSetting("shop.features.created", "cleanup.policy")).isEqualTo("compact");
    assertThat(kafka.describe("shop.features.created").partitions()).hasSize(3);
    String schema = RegistryClient.of(kafka.options()).latestSchema("shop.features.created-value");
    assertThat(new Schema.Parser().parse(schema)).isEqualTo(FeatureAvro.schemaOf(layout));
  }

  @Test
  void existingTopicStaysAsItIs() throws Exception {
    KafkaTopics.ensure(kafka.properties(), TopicSpec.unlimited("shop.features.existing", 1));

    KafkaFeatureSink.publish(rows(), layout("existing", ValueType.DOUBLE), kafka.options());

    assertThat(kafka.describe("shop.features.existing").partitions()).hasSize(1);
    assertThat(kafka.topicSetting("shop.features.existing", "cleanup.policy")).isEqualTo("delete");
  }

  @Test
  void uidIsFrozen() {
    DataStream<FeatureRow> rows = rows();
    KafkaFeatureSink.publish(rows, layout("frozen", ValueType.DOUBLE), kafka.options());

    assertThat(rows.getExecutionEnvironment().getStreamGraph().getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .contains("frozen/kafka-features");
  }

  @Test
  void addedAndRemovedFeaturesAreCompatible() {
    RowLayout one = layout("evolving", ValueType.DOUBLE);
    KafkaFeatureSink.publish(rows(), one, kafka.options());

    KafkaFeatureSink.publish(
        rows(),
        new RowLayout(
            one.pipeline(),
            one.view(),
            one.keys(),
            List.of(new Field("added", ValueType.decimal(10, 2)))),
        kafka.options());
  }

  @Test
  void changedTypeIsRefusedWithARemedy() {
    KafkaFeatureSink.publish(rows(), layout("changing", ValueType.STRING), kafka.options());

    assertThatThrownBy(
            () ->
                KafkaFeatureSink.publish(
                    rows(), layout("changing", ValueType.BOOLEAN), kafka.options()))
        .isInstanceOfSatisfying(
            KafkaSinkException.class, e -> assertThat(e.code()).isEqualTo(Code.SCHEMA_REFUSED))
        .hasMessageContaining("shop.features.changing-value")
        .hasMessageContaining("give what changed its type a new name");
  }

  @Test
  void unreachableBrokerIsNamed() {
    Map<String, String> nowhere =
        Map.of(
            "bootstrap.servers", "127.0.0.1:1",
            "request.timeout.ms", "300",
            "default.api.timeout.ms", "500");

    assertThatThrownBy(
            () ->
                KafkaFeatureSink.publish(
                    rows(),
                    layout("nowhere", ValueType.DOUBLE),
                    KafkaSinkOptions.of(nowhere, kafka.registryUrl())))
        .isInstanceOfSatisfying(
            KafkaSinkException.class, e -> assertThat(e.code()).isEqualTo(Code.TOPIC))
        .hasMessageContaining("check kafka.bootstrap.servers");
  }

  @Test
  void transactionsLongerThanTheBrokerAllowsAreRefused() {
    Map<String, String> tooLong =
        Map.of(
            "bootstrap.servers",
            kafka.properties().get("bootstrap.servers"),
            "transaction.timeout.ms",
            "86400000");

    assertThatThrownBy(
            () ->
                KafkaFeatureSink.publish(
                    rows(),
                    layout("too_long", ValueType.DOUBLE),
                    KafkaSinkOptions.of(tooLong, kafka.registryUrl())
                        .withGuarantee(DeliveryGuarantee.EXACTLY_ONCE)))
        .isInstanceOfSatisfying(
            KafkaSinkException.class, e -> assertThat(e.code()).isEqualTo(Code.TRANSACTION_TIMEOUT))
        .hasMessageContaining("transaction.max.timeout.ms = 900000");
  }

  private static RowLayout layout(String view, ValueType type) {
    return new RowLayout(
        "shop",
        view,
        List.of(new Field("name", ValueType.STRING), new Field("number", ValueType.BIGINT)),
        List.of(new Field("value", type)));
  }

  private static DataStream<FeatureRow> rows() {
    return TestingKafka.environment().fromData(FeatureRow.row("a|1", new byte[0], 0));
  }
}
