/**
 * Writes feature rows and dead letters to Kafka as registered Avro records, and talks to topics and
 * registry for everything else that needs them. Depends on {@code io.freshet.schemas} and Flink.
 */
@NullMarked
package io.freshet.sinks.kafka;

import org.jspecify.annotations.NullMarked;
