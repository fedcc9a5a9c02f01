package io.freshet.sinks.kafka;

import io.freshet.schemas.DeadLetter;
import java.io.IOException;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Encoder;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters as Avro records without key.
 *
 * <p>A record must never stop the job, so neither may its dead letter: raw bytes beyond what the
 * topic takes are cut off, and the detail says so.
 */
final class DeadLetterRecordSerializer implements KafkaRecordSerializationSchema<DeadLetter> {
  private static final long serialVersionUID = 1L;
  private static final int MAX_DETAIL = 8_000;

  static final Schema SCHEMA =
      SchemaBuilder.record("DeadLetter")
          .namespace("io.freshet")
          .doc("A record that was refused")
          .fields()
          .requiredString("pipeline")
          .requiredString("source")
          .optionalString("view")
          .requiredString("topic")
          .requiredInt("partition")
          .requiredLong("offset")
          .requiredString("reason")
          .requiredString("detail")
          .optionalBytes("raw")
          .name("rejected_at")
          .type(AvroValues.timestamp())
          .noDefault()
          .endRecord();

  private final String topic;
  private final int schemaId;
  private final int maxRaw;
  private transient @Nullable AvroRecordWriter records;

  /**
   * Creates the serializer.
   *
   * @param maxRaw raw bytes that a record may have
   */
  DeadLetterRecordSerializer(String topic, int schemaId, int maxRaw) {
    this.topic = topic;
    this.schemaId = schemaId;
    this.maxRaw = maxRaw;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    records = new AvroRecordWriter(schemaId);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      DeadLetter letter, KafkaSinkContext context, @Nullable Long timestamp) {
    if (records == null) {
      throw new IllegalStateException("serialize() before open()");
    }
    return new ProducerRecord<>(topic, records.write(out -> write(out, letter)));
  }

  private void write(Encoder out, DeadLetter letter) throws IOException {
    byte[] raw = letter.raw();
    String detail = letter.detail();
    if (detail.length() > MAX_DETAIL) {
      detail = detail.substring(0, MAX_DETAIL) + "...";
    }
    if (raw != null && raw.length > maxRaw) {
      detail += " (raw holds the first " + maxRaw + " of " + raw.length + " bytes)";
      raw = Arrays.copyOf(raw, maxRaw);
    }
    out.writeString(letter.pipeline());
    out.writeString(letter.source());
    writeNullable(out, letter.view());
    out.writeString(letter.topic());
    out.writeInt(letter.partition());
    out.writeLong(letter.offset());
    out.writeString(letter.reason());
    out.writeString(detail);
    if (raw == null) {
      out.writeIndex(0);
    } else {
      out.writeIndex(1);
      out.writeBytes(raw);
    }
    out.writeLong(letter.rejectedAt());
  }

  private static void writeNullable(Encoder out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeIndex(0);
    } else {
      out.writeIndex(1);
      out.writeString(text);
    }
  }
}
