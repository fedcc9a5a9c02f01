/**
 * How fresh features are, seen from outside: a reader that polls Redis for the rows of events whose
 * arrival in Kafka is known.
 */
@NullMarked
package io.freshet.bench.freshness;

import org.jspecify.annotations.NullMarked;
