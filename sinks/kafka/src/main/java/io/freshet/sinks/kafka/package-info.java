/** Writes feature rows to a Kafka topic as Avro records, each exactly once. */
@NullMarked
package io.freshet.sinks.kafka;

import org.jspecify.annotations.NullMarked;
