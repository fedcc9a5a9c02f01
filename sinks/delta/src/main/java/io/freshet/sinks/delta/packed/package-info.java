/**
 * Values of columns as bytes, between Parquet files and programs that pass them on without looking
 * at them: the type of a column, cursors that pack values, and a writer that unpacks them. No
 * Flink.
 */
@NullMarked
package io.freshet.sinks.delta.packed;

import org.jspecify.annotations.NullMarked;
