/**
 * Reads tables and Parquet files in parts and column by column: what a version of a table consists
 * of, and the row groups of a file. For programs that read much and keep little. No Flink.
 */
@NullMarked
package io.freshet.sinks.delta.scan;

import org.jspecify.annotations.NullMarked;
