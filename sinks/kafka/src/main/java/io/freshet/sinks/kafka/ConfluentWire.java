package io.freshet.sinks.kafka;

import java.nio.ByteBuffer;

/**
 * How a registered Avro record stands in a Kafka value: a zero byte, the schema's id in four bytes,
 * big-endian, then the record in Avro's binary form.
 */
public final class ConfluentWire {
  /** Bytes in front of the Avro record. */
  public static final int HEADER_LENGTH = 5;

  private static final byte MAGIC = 0;

  private ConfluentWire() {}

  /** The bytes that stand in front of a record with schema {@code schemaId}. */
  public static byte[] header(int schemaId) {
    return ByteBuffer.allocate(HEADER_LENGTH).put(MAGIC).putInt(schemaId).array();
  }

  /**
   * Id of the schema that {@code value} was written with.
   *
   * @throws IllegalArgumentException if {@code value} is not in this format
   */
  public static int schemaId(byte[] value) {
    if (value.length < HEADER_LENGTH || value[0] != MAGIC) {
      throw new IllegalArgumentException(
          "No registered Avro record: "
              + (value.length < HEADER_LENGTH
                  ? "only " + value.length + " bytes"
                  : "the first byte is " + value[0] + ", not 0"));
    }
    return ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
  }
}
