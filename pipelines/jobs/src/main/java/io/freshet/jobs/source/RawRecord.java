package io.freshet.jobs.source;

import io.freshet.schemas.FeatureRow;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read, or word about the partition that it names.
 *
 * @param kind what it is
 * @param topic topic, or path of the file
 * @param partition partition; -1 for files
 * @param offset offset, or number of the record in its file, from 0
 * @param arrivedAt Kafka's timestamp of the record, UTC milliseconds; {@link FeatureRow#NO_ARRIVAL}
 *     for files
 * @param header first record of a CSV file, else null
 * @param key the bytes of a Kafka record's key; null if it has none, and for files
 * @param value the bytes; null for a Kafka record without value, and for word about a partition
 */
public record RawRecord(
    Kind kind,
    String topic,
    int partition,
    long offset,
    long arrivedAt,
    @Nullable String header,
    byte @Nullable [] key,
    byte @Nullable [] value) {

  /** What a raw record is. */
  public enum Kind {
    /** A record of the source. */
    RECORD,
    /** This reader now reads the partition. */
    ASSIGNED,
    /** The partition has been read to its end. */
    FINISHED
  }

  static RawRecord word(Kind kind, String topic, int partition) {
    return new RawRecord(kind, topic, partition, -1, FeatureRow.NO_ARRIVAL, null, null, null);
  }
}
