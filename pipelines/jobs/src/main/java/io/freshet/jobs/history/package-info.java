/**
 * Features recomputed from raw events: the past of a pipeline's sources goes through the same
 * inflow as the job's events, and the engine evaluates the definition as of any instant. For
 * bounded jobs in Flink's BATCH mode, which sorts by key, so that no task holds more than the state
 * of one entity.
 */
@NullMarked
package io.freshet.jobs.history;

import org.jspecify.annotations.NullMarked;
