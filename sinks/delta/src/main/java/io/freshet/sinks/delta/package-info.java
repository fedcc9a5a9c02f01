/**
 * Writes feature rows and dead letters to Delta tables, each exactly once, and reads them back.
 *
 * <p>{@link io.freshet.sinks.delta.DeltaSink} explains how. Flink is known to the sink and its two
 * operators only; tables, files and log stand on Delta Kernel and Parquet. Depends on the schemas,
 * and on no other store.
 */
@NullMarked
package io.freshet.sinks.delta;

import org.jspecify.annotations.NullMarked;
