package io.freshet.schemas;

import org.jspecify.annotations.Nullable;

/**
 * A record of a topic as it was read, before anybody has decoded it. The arrays are not copied;
 * nobody may change them.
 *
 * @param topic the topic
 * @param partition its partition
 * @param offset its offset
 * @param arrivedAt Kafka's timestamp of the record, UTC milliseconds
 * @param key the bytes of its key; null if it has none
 * @param value its bytes; null for a record without value
 */
public record ArchivedRecord(
    String topic,
    int partition,
    long offset,
    long arrivedAt,
    byte @Nullable [] key,
    byte @Nullable [] value) {}
