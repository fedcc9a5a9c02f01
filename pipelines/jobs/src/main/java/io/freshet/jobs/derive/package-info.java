/**
 * Derives values from the aggregated ones of a row, by expressions that Flink's planner compiled. A
 * step of its own between windows and sinks.
 */
@NullMarked
package io.freshet.jobs.derive;

import org.jspecify.annotations.NullMarked;
