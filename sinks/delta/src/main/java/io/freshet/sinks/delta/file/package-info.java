/**
 * Data files: Parquet, written row by row, a file per partition and so many bytes. Knows no Flink.
 */
@NullMarked
package io.freshet.sinks.delta.file;

import org.jspecify.annotations.NullMarked;
