package io.freshet.jobs.training.logged;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import java.util.Arrays;

/**
 * A row that may be the last one of a label.
 *
 * @param generation generation
 * @param featureTimestamp as-of time, UTC milliseconds
 * @param sequence sequence
 * @param available when it became readable, UTC milliseconds
 * @param bytes hold the packed features
 * @param begin where these begin; they end with the bytes
 */
record VersionedRow(
    long generation,
    long featureTimestamp,
    long sequence,
    long available,
    byte[] bytes,
    int begin) {

  /** Reads a row's message from behind its key. */
  static VersionedRow read(ByteReader in) {
    return new VersionedRow(
        in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.bytes(), in.position());
  }

  /** Whether it is the newer one. Where all else is the same larger bytes are. */
  boolean isNewerThan(VersionedRow other) {
    if (generation != other.generation) {
      return generation > other.generation;
    }
    if (featureTimestamp != other.featureTimestamp) {
      return featureTimestamp > other.featureTimestamp;
    }
    if (sequence != other.sequence) {
      return sequence > other.sequence;
    }
    if (available != other.available) {
      return available > other.available;
    }
    return Arrays.compareUnsigned(
            bytes, begin, bytes.length, other.bytes, other.begin, other.bytes.length)
        > 0;
  }

  /** Writes the packed features. */
  void writeFeatures(ByteWriter out) {
    out.writeRaw(bytes, begin, bytes.length - begin);
  }
}
