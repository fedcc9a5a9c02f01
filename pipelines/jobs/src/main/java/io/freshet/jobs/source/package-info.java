/**
 * Where records come from: Kafka topics and files, as raw bytes with their position, and with word
 * of which partitions a reader holds. Nothing here looks inside a record.
 */
@NullMarked
package io.freshet.jobs.source;

import org.jspecify.annotations.NullMarked;
