package io.freshet.sinks.kafka;

import io.freshet.schemas.EntityKey;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.Field;
import io.freshet.schemas.PackedRow;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.io.Encoder;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Feature rows as Kafka records: ROW as Avro, FORGET as a tombstone; LAYOUT is passed over.
 *
 * <p>The schema's id is resolved when the job is planned, so a restart does not need the registry.
 */
final class FeatureRecordSerializer implements KafkaRecordSerializationSchema<FeatureRow> {
  private static final long serialVersionUID = 1L;

  private final String topic;
  private final int schemaId;
  private final RowCodec codec;
  private transient @Nullable Opened opened;

  FeatureRecordSerializer(String topic, RowLayout layout, int schemaId) {
    this.topic = topic;
    this.schemaId = schemaId;
    this.codec = new RowCodec(layout);
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    opened = new Opened(schemaId, codec);
  }

  @Override
  public @Nullable ProducerRecord<byte[], byte[]> serialize(
      FeatureRow row, KafkaSinkContext context, @Nullable Long timestamp) {
    return switch (row.kind()) {
      case ROW -> new ProducerRecord<>(topic, keyOf(row), opened().encode(row));
      case FORGET -> new ProducerRecord<>(topic, keyOf(row), null);
      case LAYOUT -> null;
    };
  }

  private static byte[] keyOf(FeatureRow row) {
    return row.key().getBytes(StandardCharsets.UTF_8);
  }

  private Opened opened() {
    if (opened == null) {
      throw new IllegalStateException("serialize() before open()");
    }
    return opened;
  }

  /** What lives in a task only. */
  private static final class Opened {
    private final RowCodec codec;
    private final List<Field> keys;
    private final AvroRecordWriter records;
    private final AvroValues.Writer[] keyWriters;
    private final AvroValues.Writer[] valueWriters;

    Opened(int schemaId, RowCodec codec) {
      this.codec = codec;
      this.keys = codec.layout().keys();
      this.records = new AvroRecordWriter(schemaId);
      this.keyWriters = writers(keys);
      this.valueWriters = writers(codec.layout().features());
    }

    byte[] encode(FeatureRow row) {
      return records.write(out -> write(out, row.key(), row.packed()));
    }

    private void write(Encoder out, String key, byte[] packed) throws IOException {
      @Nullable Object[] values = codec.decode(packed);
      Object[] keyValues = EntityKey.decode(key, keys);
      for (int i = 0; i < keyWriters.length; i++) {
        keyWriters[i].write(out, keyValues[i]);
      }
      out.writeLong(PackedRow.featureTimestamp(packed));
      out.writeLong(PackedRow.availableAt(packed));
      out.writeLong(PackedRow.sequence(packed));
      out.writeLong(PackedRow.generation(packed));
      for (int i = 0; i < valueWriters.length; i++) {
        Object value = values[i];
        if (value == null) {
          out.writeIndex(0);
        } else {
          out.writeIndex(1);
          valueWriters[i].write(out, value);
        }
      }
    }

    private static AvroValues.Writer[] writers(List<Field> fields) {
      return fields.stream()
          .map(field -> AvroValues.writer(field.type()))
          .toArray(AvroValues.Writer[]::new);
    }
  }
}
