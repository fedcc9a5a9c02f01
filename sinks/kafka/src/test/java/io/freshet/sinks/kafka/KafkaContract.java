package io.freshet.sinks.kafka;

import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import io.freshet.sinks.testing.SinkContract;
import io.freshet.sinks.testing.StoredRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The contract over a real broker and registry; rows are read as any Avro consumer reads them. */
abstract class KafkaContract extends SinkContract {
  private final TestingKafka kafka = TestingKafka.get();

  abstract DeliveryGuarantee delivery();

  @Override
  protected void attach(DataStream<FeatureRow> rows, RowLayout layout) {
    KafkaFeatureSink.publish(
        rows, layout, kafka.options().withGuarantee(delivery()).withPartitions(2));
  }

  @Override
  protected List<StoredRow> read(RowLayout layout) throws IOException {
    List<StoredRow> rows = new ArrayList<>();
    String topic = KafkaTopics.features(layout.pipeline(), layout.view());
    for (ConsumerRecord<String, byte[]> record : kafka.read(topic)) {
      if (record.value() != null) {
        rows.add(stored(record.key(), kafka.decode(record.value()), layout));
      }
    }
    return rows;
  }

  private static StoredRow stored(String key, GenericRecord row, RowLayout layout) {
    @Nullable Object[] values =
        layout.features().stream()
            .map(feature -> value(row.get(feature.name()), feature.type()))
            .toArray();
    return StoredRow.of(
        key,
        (Long) row.get("generation"),
        (Long) row.get("feature_timestamp"),
        (Long) row.get("sequence"),
        (Long) row.get("available_at"),
        values);
  }

  private static @Nullable Object value(@Nullable Object avro, ValueType type) {
    if (avro == null) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN, BIGINT, DOUBLE, TIMESTAMP -> avro;
      case STRING -> avro.toString();
      case ARRAY -> ((List<?>) avro).stream().map(each -> value(each, element(type))).toList();
      case COUNTS -> counts((List<?>) avro, element(type));
      case DATE -> ((Integer) avro).longValue();
      case DECIMAL -> new BigDecimal(unscaled((ByteBuffer) avro), type.scale());
    };
  }

  private static Map<Object, Object> counts(List<?> records, ValueType key) {
    Map<Object, Object> counts = new LinkedHashMap<>();
    for (Object each : records) {
      GenericRecord record = (GenericRecord) each;
      counts.put(
          Objects.requireNonNull(value(record.get("key"), key)),
          Objects.requireNonNull(record.get("count")));
    }
    return counts;
  }

  private static ValueType element(ValueType type) {
    return Objects.requireNonNull(type.element());
  }

  private static BigInteger unscaled(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return new BigInteger(copy);
  }
}
