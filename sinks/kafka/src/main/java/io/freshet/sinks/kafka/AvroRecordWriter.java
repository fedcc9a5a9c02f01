package io.freshet.sinks.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Builds registered Avro records in {@linkplain ConfluentWire their form in Kafka}, one after the
 * other, in one buffer. Not thread-safe.
 */
public final class AvroRecordWriter {

  /** The body of a record. */
  @FunctionalInterface
  public interface Body {
    void write(Encoder out) throws IOException;
  }

  private static final int INITIAL_SIZE = 1024;

  private final byte[] header;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(INITIAL_SIZE);
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(buffer, null);

  /** A writer of records whose schema has the id {@code schemaId} in the registry. */
  public AvroRecordWriter(int schemaId) {
    this.header = ConfluentWire.header(schemaId);
  }

  /** A value for Kafka: the header, then what {@code body} writes. */
  public byte[] write(Body body) {
    buffer.reset();
    buffer.writeBytes(header);
    try {
      body.write(encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("A buffer in memory failed", e);
    }
    return buffer.toByteArray();
  }
}
