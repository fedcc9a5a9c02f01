/**
 * The training-set join beside Spark's and DuckDB's: the same files, cores and memory, a process
 * for each, and the same result.
 */
@NullMarked
package io.freshet.bench.offline.join;

import org.jspecify.annotations.NullMarked;
